package io.github.kubesprayoffline.id;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that has to be UTF-8: what is not is refused, where Java's strings would replace it. */
public final class StrictUtf8 {

  private StrictUtf8() {}

  /**
   * The text that these bytes are.
   *
   * @throws CharacterCodingException if they are none in UTF-8
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
