package io.github.kubesprayoffline.id;

import com.google.common.base.Splitter;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/** The lines of a list that shells read, too: UTF-8, each ended by a line feed and nothing else. */
public final class TextLines {

  private TextLines() {}

  /**
   * Splits a file, line by line as they are asked for: many short ones take a multiple of its
   * memory.
   *
   * @param name what to call it
   * @throws InvalidInputException if a shell might read it in another way
   */
  public static Iterable<String> of(String name, byte[] bytes) {
    String text = decode(name, bytes);
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.endsWith("\n")) {
      throw new InvalidInputException("%s ends within a line".formatted(name));
    }
    return Splitter.on('\n').split(text.substring(0, text.length() - 1));
  }

  private static String decode(String name, byte[] bytes) {
    try {
      return StrictUtf8.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("%s is not text in UTF-8".formatted(name), e);
    }
  }
}
