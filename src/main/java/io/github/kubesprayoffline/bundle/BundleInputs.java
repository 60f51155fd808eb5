package io.github.kubesprayoffline.bundle;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle's selection was made of.
 *
 * @param source a copy of the archive of the Kubespray tree
 * @param catalog what was made of it
 * @param inventory the site's inventory, by path below {@code inventory/}
 * @param extraVars by their names in {@code extra-vars/}, the strongest last
 */
public record BundleInputs(
    Path source,
    String catalog,
    SortedMap<String, byte[]> inventory,
    SortedMap<String, byte[]> extraVars) {

  public BundleInputs {
    Objects.requireNonNull(source);
    inventory = Collections.unmodifiableSortedMap(new TreeMap<>(inventory));
    extraVars = Collections.unmodifiableSortedMap(new TreeMap<>(extraVars));
  }
}
