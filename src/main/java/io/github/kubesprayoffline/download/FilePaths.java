package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.lock.FilePin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts paths that came out of URLs below a folder, and nowhere else. */
final class FilePaths {

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 3000;
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\\\]");

  private FilePaths() {}

  /**
   * The place of a file.
   *
   * @throws InvalidInputException if its path would lead out, or no file system takes it
   */
  static Path below(Path folder, FilePin pin) {
    String path = pin.path();
    fault(path)
        .ifPresent(
            fault -> {
              throw new InvalidInputException(
                  "%s (%s): its path '%s' %s. Change the URL, or exclude it."
                      .formatted(
                          String.join(", ", pin.ids()),
                          SafeUrl.of(pin.url()),
                          shortened(path),
                          fault));
            });
    return folder.resolve(path);
  }

  private static Optional<String> fault(String path) {
    if (path.length() > LONGEST_PATH) {
      return Optional.of("is too long");
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return Optional.of("has a part that is empty, '.' or '..'");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        return Optional.of("has a name that is too long");
      }
    }
    return FORBIDDEN.matcher(path).find()
        ? Optional.of("has a backslash or a control character")
        : Optional.empty();
  }

  private static String shortened(String path) {
    return path.length() <= 120 ? path : path.substring(0, 120) + "...";
  }
}
