package io.github.kubesprayoffline.catalog;

import java.util.List;

/** A catalog, and what can be said of how it came about. */
public final class Resolution {

  private final Catalog catalog;
  private final Lists lists;
  private final List<Node> nodes;

  Resolution(Catalog catalog, Lists lists, List<Node> nodes) {
    this.catalog = catalog;
    this.lists = lists;
    this.nodes = List.copyOf(nodes);
  }

  /** The catalog. */
  public Catalog catalog() {
    return catalog;
  }

  /** The text of {@code files.list} and {@code images.list}. */
  public Lists lists() {
    return lists;
  }

  List<Node> nodes() {
    return nodes;
  }
}
