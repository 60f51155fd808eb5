package io.github.kubesprayoffline.ansible.yaml;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.StrictUtf8;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** Text files that are read whole. */
final class Utf8 {

  /** No inventory and no file of a release comes near. */
  private static final long MOST_BYTES = 32 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  /**
   * The text of a file, without a byte order mark.
   *
   * @param name what to call it in messages
   * @throws InvalidInputException if it cannot be read, is too large or is not UTF-8
   */
  static String read(Path path, String name) {
    try {
      byte[] bytes = SmallFile.read(path, MOST_BYTES);
      String text = StrictUtf8.decode(bytes);
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("%s is not UTF-8 text".formatted(name), e);
    } catch (IOException e) {
      throw new InvalidInputException("cannot read %s: %s".formatted(name, e), e);
    }
  }
}
