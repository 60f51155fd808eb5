package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
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

  /** What a scan has found of it; empty where the tree was not copied, or is not there. */
  static Optional<BundleInputs> in(BundleScan scan) {
    Optional<byte[]> catalog = scan.content(BundleLayout.CATALOG);
    return scan.source()
        .filter(copy -> catalog.isPresent())
        .map(
            copy ->
                new BundleInputs(
                    copy,
                    new String(catalog.orElseThrow(), StandardCharsets.UTF_8),
                    scan.contentBelow(BundleLayout.INVENTORY),
                    scan.contentBelow(BundleLayout.EXTRA_VARS)));
  }
}
