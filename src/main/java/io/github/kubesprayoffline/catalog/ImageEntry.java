package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Printable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image that a cluster can run.
 *
 * @param id the key in Kubespray's {@code downloads}, or the name of the control-plane image
 * @param arch the architecture of the nodes that run it: {@code amd64}
 * @param selected whether the inventory calls for it
 * @param ref the reference that Kubespray would pull
 * @param digest null where only the tag is known
 */
public record ImageEntry(
    String id, String arch, boolean selected, ImageReference ref, @Nullable Checksum digest) {

  public ImageEntry {
    Printable.require("id of a download", id);
    Objects.requireNonNull(arch);
    Objects.requireNonNull(ref);
  }
}
