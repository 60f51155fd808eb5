package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.io.Root;
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
    return top().at("files");
  }

  /** Where one of the files lies. */
  public Path file(LockedFile file) {
    return top().at("files/" + file.path());
  }

  private Root top() {
    return new Root(root);
  }

  /** The OCI image layout. */
  public Path images() {
    return top().at("images");
  }
}
