package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedStreamTest {

  private static final byte[] WANTED = "what was written".getBytes(StandardCharsets.UTF_8);

  @Property(tries = 300)
  void rightBytes_comeWholeHoweverTheyAreRead(
      @ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int step)
      throws IOException {
    VerifiedStream.Expected expected =
        new VerifiedStream.Expected("f", Checksum.sha256Of(bytes), bytes.length, "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = new VerifiedStream(new ByteArrayInputStream(bytes), expected)) {
      for (byte[] part = in.readNBytes(step); part.length > 0; part = in.readNBytes(step)) {
        out.write(part);
      }
    }
    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "what", "what was writteN", "what was written and more", "shorter one.."})
  void otherBytes_neverComeToAnEnd(String bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> verified(bytes).transferTo(out))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContainingAll("the file: got ", ", want ", "Bring it again");
    assertThat(out.size()).isLessThan(WANTED.length);
  }

  @Test
  void otherBytesReadOneByOne_endBeforeTheLast() throws IOException {
    InputStream in = verified("what was writteN");
    for (int i = 0; i < WANTED.length - 1; i++) {
      assertThat(in.read()).isPositive();
    }

    assertThatThrownBy(in::read).isInstanceOf(IntegrityException.class);
    assertThatThrownBy(in::read).isInstanceOf(IntegrityException.class);
  }

  @Test
  void skippedBytes_areHashedToo() throws IOException {
    InputStream in = verified("WHAT was written");
    in.skipNBytes(5);

    assertThatThrownBy(in::readAllBytes).isInstanceOf(IntegrityException.class);
  }

  @Test
  void emptyFile_isHeldToItsChecksumToo() throws IOException {
    VerifiedStream.Expected empty =
        new VerifiedStream.Expected("f", Checksum.sha256Of(new byte[0]), 0, "");
    VerifiedStream.Expected other =
        new VerifiedStream.Expected("f", Checksum.sha256Of(WANTED), 0, "");

    assertThat(new VerifiedStream(InputStream.nullInputStream(), empty).read()).isEqualTo(-1);
    assertThatThrownBy(() -> new VerifiedStream(InputStream.nullInputStream(), other).read())
        .isInstanceOf(IntegrityException.class);
  }

  private static InputStream verified(String bytes) {
    return new VerifiedStream(
        new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)),
        new VerifiedStream.Expected(
            "the file", Checksum.sha256Of(WANTED), WANTED.length, "Bring it again."));
  }
}
