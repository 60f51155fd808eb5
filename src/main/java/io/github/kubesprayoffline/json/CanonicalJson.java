package io.github.kubesprayoffline.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.Sizes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON whose bytes depend on nothing but its content: UTF-8, LF, two spaces, a last newline. */
public final class CanonicalJson {

  /** More bytes than any document has that this project writes, or that a registry takes. */
  public static final int LARGEST = 8 << 20;

  /** Each value costs the memory of a hundred bytes, however few it is written with. */
  private static final long MOST_TOKENS = 300_000;

  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 400;
  private static final int LONGEST_NAME = 10_000;
  private static final int LONGEST_TEXT = 1 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final StrictJson READER =
      new StrictJson(
          StreamReadConstraints.builder()
              .maxDocumentLength(LARGEST)
              .maxTokenCount(MOST_TOKENS)
              .maxNestingDepth(DEEPEST)
              .maxNumberLength(LONGEST_NUMBER)
              .maxNameLength(LONGEST_NAME)
              .maxStringLength(LONGEST_TEXT)
              .build());

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(LINES)
          .withArrayIndenter(LINES);

  private CanonicalJson() {}

  /** The bytes of a document; its fields keep the order in which they were set. */
  public static byte[] write(JsonNode document) {
    try {
      String text = MAPPER.writer(PRINTER).writeValueAsString(document);
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes can always be written", e);
    }
  }

  /**
   * Reads one document.
   *
   * @param name what to call it in an error: a file's name
   * @throws InvalidInputException with line and column if it is not JSON, or more of it than any
   *     document of ours has
   */
  public static JsonNode read(String name, byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new InvalidInputException(
          "%s has %s, and %s is the most for a JSON document"
              .formatted(name, Sizes.of(bytes.length), Sizes.of(LARGEST)));
    }
    try {
      return READER.read(bytes);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("%s is not JSON in UTF-8".formatted(name), e);
    } catch (JsonProcessingException e) {
      throw refused(name, e.getLocation(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be read", e);
    }
  }

  private static InvalidInputException refused(String name, JsonLocation place, String why) {
    return new InvalidInputException(
        "%s, line %d, column %d: %s"
            .formatted(name, place.getLineNr(), place.getColumnNr(), Printable.shortened(why)));
  }
}
