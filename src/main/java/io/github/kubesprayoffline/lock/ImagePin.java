package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image to bring, once for all the platforms that ask for it.
 *
 * @param ref the reference that Kubespray would pull
 * @param platforms what it must run on, sorted
 * @param digest what the reference must resolve to: an index's or a manifest's digest; null where
 *     neither Kubespray nor a lock knows one. A registry that answers another one has moved the tag
 */
public record ImagePin(ImageReference ref, List<Platform> platforms, @Nullable Checksum digest) {

  public ImagePin {
    Objects.requireNonNull(ref);
    platforms = platforms.stream().distinct().sorted().toList();
  }
}
