package io.github.kubesprayoffline.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.id.StrictUtf8;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/**
 * Reads JSON in which all clients read the same: UTF-8, nothing after its end, no key twice in an
 * object. And only what is within its limits.
 */
public final class StrictJson {

  /**
   * For what registries send: a value takes some fifty bytes of memory, also where it is two bytes
   * of text.
   */
  public static final StrictJson FROM_REGISTRIES =
      new StrictJson(
          StreamReadConstraints.builder()
              .maxTokenCount(500_000)
              .maxNestingDepth(64)
              .maxNumberLength(100)
              .build());

  private static final Pattern CODE = Pattern.compile("[,;]? \\(?from `[^`]*`\\)?|, from `[^`]*`");

  private final JsonMapper mapper;

  StrictJson(StreamReadConstraints limits) {
    this.mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(limits)
                    .build())
            .build();
  }

  /**
   * Reads all of it.
   *
   * @throws JsonParseException with a place, if it is not of that kind; the message may quote it
   * @throws CharacterCodingException if it is not UTF-8
   */
  public JsonNode read(byte[] bytes) throws IOException {
    try (JsonParser parser = mapper.createParser(StrictUtf8.decode(bytes))) {
      return read(parser);
    }
  }

  private JsonNode read(JsonParser parser) throws IOException {
    try {
      JsonNode document = mapper.readTree(parser);
      if (document == null) {
        throw new JsonParseException(parser, "there is nothing in it");
      }
      if (parser.nextToken() != null) {
        JsonLocation rest = parser.currentTokenLocation();
        throw new JsonParseException(parser, "there is more after the document", rest);
      }
      return document;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      String why = CODE.matcher(e.getOriginalMessage()).replaceAll("");
      throw new JsonParseException(parser, why, place, e);
    }
  }
}
