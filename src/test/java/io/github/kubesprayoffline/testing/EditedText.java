package io.github.kubesprayoffline.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A list with a few edits that a damaged disk or an attacker could have made. */
public final class EditedText {

  private static final String[] PIECES = {
    "\t",
    "\t\t",
    "\n",
    "\r",
    "\r\n",
    "\0",
    " ",
    "  ",
    "/",
    "//",
    "../",
    "/../",
    "/./",
    "-",
    "\\",
    "\\n",
    "'",
    "\"",
    "$(touch evil)",
    "`touch evil`",
    "*",
    "~",
    "\u00e9",
    "\u2028",
    "\ufeff",
    "old",
    "new",
    "files/",
    "/tmp/evil",
    "../outside/secret",
    "delta.list",
    "apply.sh",
    "SHA256SUMS",
    "#"
  };

  private EditedText() {}

  /** One to three edits of a text. */
  public static Arbitrary<byte[]> of(String sound) {
    byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
    return edit().list().ofMinSize(1).ofMaxSize(3).map(edits -> apply(bytes, edits));
  }

  /** At a part of the text's length, so many bytes give way to a piece. */
  @SuppressWarnings("ArrayRecordComponent") // It is compared by nobody.
  private record Edit(double place, int removed, byte[] put) {}

  private static Arbitrary<Edit> edit() {
    Arbitrary<byte[]> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(PIECES).map(piece -> piece.getBytes(StandardCharsets.UTF_8)),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(2));
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 90), pieces)
        .as(Edit::new);
  }

  private static byte[] apply(byte[] bytes, Iterable<Edit> edits) {
    byte[] text = bytes;
    for (Edit edit : edits) {
      int at = (int) (edit.place() * text.length);
      int removed =
          Math.min(edit.removed() > 60 ? edit.removed() : edit.removed() % 3, text.length - at);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(text, 0, at);
      out.writeBytes(edit.put());
      out.write(text, at + removed, text.length - at - removed);
      text = out.toByteArray();
    }
    return text;
  }
}
