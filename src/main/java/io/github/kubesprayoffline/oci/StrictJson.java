package io.github.kubesprayoffline.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.id.StrictUtf8;
import java.io.IOException;

/**
 * JSON that a registry sent, if all clients read the same in it: UTF-8, nothing after its end, no
 * key twice in an object. And only if it is of a size that a registry has a use for.
 */
public final class StrictJson {

  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 100;

  /** A value takes some fifty bytes of memory, also where it is two bytes of text. */
  private static final long MOST_TOKENS = 500_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * Reads all of it.
   *
   * @throws IOException if it is not of that kind; the message may quote it
   */
  public static JsonNode read(byte[] bytes) throws IOException {
    return JSON.readTree(StrictUtf8.decode(bytes));
  }
}
