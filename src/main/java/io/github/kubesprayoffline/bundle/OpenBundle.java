package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A bundle that lies unpacked in a folder.
 *
 * @param root its top folder
 * @param lock what it holds
 */
public record OpenBundle(Path root, Lock lock) {

  public OpenBundle {
    Objects.requireNonNull(root);
    Objects.requireNonNull(lock);
  }

  /** The folder whose tree a file server serves. */
  public Path files() {
    return root.resolve("files");
  }

  /** Where one of the files lies. */
  public Path file(LockedFile file) {
    return files().resolve(file.path());
  }

  /** The OCI image layout. */
  public Path images() {
    return root.resolve("images");
  }
}
