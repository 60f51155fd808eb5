package io.github.kubesprayoffline.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.id.StrictUtf8;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

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

  private static final ObjectMapper MAPPER = JsonMapper.builder(factory()).build();

  private static final Pattern CODE = Pattern.compile("[,;]? \\(?from `[^`]*`\\)?|, from `[^`]*`");
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

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(LARGEST)
                .maxTokenCount(MOST_TOKENS)
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(LONGEST_NAME)
                .maxStringLength(LONGEST_TEXT)
                .build())
        .build();
  }

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
    try (JsonParser parser = MAPPER.createParser(text(name, bytes))) {
      return read(name, parser);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be read", e);
    }
  }

  /** As it is in UTF-8, and in no other encoding that a parser may guess. */
  private static String text(String name, byte[] bytes) {
    try {
      return StrictUtf8.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("%s is not JSON in UTF-8".formatted(name), e);
    }
  }

  private static JsonNode read(String name, JsonParser parser) throws IOException {
    try {
      JsonNode document = MAPPER.readTree(parser);
      if (document == null) {
        throw refused(name, parser.currentLocation(), "there is nothing in it");
      }
      if (parser.nextToken() != null) {
        throw refused(name, parser.currentTokenLocation(), "there is more after the document");
      }
      return document;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw refused(name, place, CODE.matcher(e.getOriginalMessage()).replaceAll(""));
    }
  }

  private static InvalidInputException refused(String name, JsonLocation place, String why) {
    return new InvalidInputException(
        "%s, line %d, column %d: %s"
            .formatted(name, place.getLineNr(), place.getColumnNr(), Printable.shortened(why)));
  }
}
