package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import org.jspecify.annotations.Nullable;

/**
 * The Kubespray tree that a catalog was made of.
 *
 * @param version {@code v2.31.0}; for a tree without a release, the name of its folder
 * @param source where the tree came from, as the user gave it
 * @param sha256 of the source archive; null where the tree is a folder
 */
public record KubesprayRelease(String version, String source, @Nullable Checksum sha256) {

  public KubesprayRelease {
    SafePath.requireName(version);
    Printable.require("source of Kubespray", source);
  }
}
