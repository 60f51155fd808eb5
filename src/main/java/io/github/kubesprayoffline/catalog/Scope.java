package io.github.kubesprayoffline.catalog;

/** How much of what a tree names goes into the catalog's selection. */
public enum Scope {
  /** What the inventory turns on. */
  ENABLED,
  /** Everything that can be rendered. */
  ALL
}
