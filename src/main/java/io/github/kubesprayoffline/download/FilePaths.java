package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.lock.FilePin;
import java.nio.file.Path;

/** Puts paths that came out of URLs below a folder, and nowhere else. */
final class FilePaths {

  private FilePaths() {}

  /**
   * The place of a file.
   *
   * @throws InvalidInputException if its path would lead out, no file system takes it, or a link
   *     lies on its way
   */
  static Path below(Path folder, FilePin pin) {
    String path = pin.path();
    SafePath.fault(path)
        .ifPresent(
            fault -> {
              throw new InvalidInputException(
                  "%s (%s): its path '%s' %s. Change the URL, or exclude it."
                      .formatted(
                          String.join(", ", pin.ids()),
                          SafeUrl.of(pin.url()),
                          Printable.shortened(path),
                          fault));
            });
    return new Root(folder).at(path);
  }
}
