package io.github.kubesprayoffline.bundle.read;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * One file of a bundle, as a reader comes to it.
 *
 * @param path below the bundle's top folder, safe to resolve against any folder
 * @param size in bytes
 * @param linkTarget the path of an earlier item whose content it shares; then there is none here
 * @param content to be read before the next item is asked for; it need not be closed
 */
public record BundleItem(String path, long size, Optional<String> linkTarget, InputStream content) {

  public BundleItem {
    Objects.requireNonNull(path);
    Objects.requireNonNull(linkTarget);
    Objects.requireNonNull(content);
  }
}
