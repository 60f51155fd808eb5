package io.github.kubesprayoffline.io;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and streams that are read into memory whole, up to a limit. */
public final class SmallFile {

  private SmallFile() {}

  /**
   * All bytes of a file.
   *
   * @param limit the most bytes that it may have
   * @throws InvalidInputException if it has more, or is no regular file: a device or a pipe may
   *     never end
   */
  public static byte[] read(Path file, long limit) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new InvalidInputException("%s is no regular file, and is not read".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, limit, file.toString());
    }
  }

  /**
   * All bytes of a stream, which is left open.
   *
   * @param limit the most bytes that may come
   * @param name what to call it in the message
   * @throws InvalidInputException if there are more
   */
  public static byte[] read(InputStream in, long limit, String name) throws IOException {
    return new BoundedStream(in, limit, most -> tooLarge(name, most)).readAllBytes();
  }

  private static InvalidInputException tooLarge(String name, long most) {
    return new InvalidInputException(
        "%s has more than %s, which is the most for a file of its kind"
            .formatted(name, Sizes.of(most)));
  }
}
