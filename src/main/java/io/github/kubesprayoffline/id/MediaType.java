package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.regex.Pattern;

/** What says how bytes are to be read: {@code application/vnd.oci.image.index.v1+json}. */
public final class MediaType {

  /** RFC 6838's names, without parameters. */
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

  private MediaType() {}

  /**
   * The text itself, for the constructors of values that hold one.
   *
   * @throws InvalidInputException if it is no media type
   */
  public static String require(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidInputException(
          "'%s' is not a media type".formatted(Printable.shortened(text)));
    }
    return text;
  }
}
