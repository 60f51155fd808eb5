package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.lock.Lock;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A bundle that lies unpacked in a folder.
 *
 * @param folder its top folder
 * @param lock what it holds
 */
public record UnpackedBundle(Path folder, Lock lock) {

  public UnpackedBundle {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(lock);
  }

  /** The folder whose tree a file server serves. */
  public Path files() {
    return new Root(folder).at(BundleLayout.folder(BundleLayout.FILES));
  }
}
