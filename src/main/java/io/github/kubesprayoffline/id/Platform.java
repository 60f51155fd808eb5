package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an image or a binary runs on, in the words of the OCI image specification: {@code
 * linux/amd64}, {@code linux/arm/v7}.
 *
 * @param variant the empty string where the architecture has none
 */
public record Platform(String os, String architecture, String variant)
    implements Comparable<Platform> {

  private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");

  private static final Comparator<Platform> ORDER = Comparator.comparing(Platform::toString);

  /** For whatever says of itself what no platform can be. */
  public static final Platform UNKNOWN = new Platform("unknown", "unknown", "");

  public Platform {
    if (!isWellFormed(os, architecture, variant)) {
      throw new InvalidInputException(
          "'%s' is not a platform: write os/architecture, such as linux/amd64"
              .formatted(Printable.shortened(os + "/" + architecture + "/" + variant)));
    }
  }

  /** The platform of these parts; empty if they are none. */
  public static Optional<Platform> of(String os, String architecture, String variant) {
    return isWellFormed(os, architecture, variant)
        ? Optional.of(new Platform(os, architecture, variant))
        : Optional.empty();
  }

  private static boolean isWellFormed(String os, String architecture, String variant) {
    return PART.matcher(os).matches()
        && PART.matcher(architecture).matches()
        && (variant.isEmpty() || PART.matcher(variant).matches());
  }

  /** The Linux platform of an architecture as Kubespray names it: {@code amd64}, {@code arm64}. */
  public static Platform linux(String architecture) {
    return new Platform("linux", architecture, "");
  }

  /**
   * Parses {@code os/architecture[/variant]}.
   *
   * @throws InvalidInputException if there are not two or three parts of small letters and digits
   */
  public static Platform parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || text.endsWith("/")) {
      throw new InvalidInputException(
          "'%s' is not a platform: write os/architecture, such as linux/amd64"
              .formatted(Printable.shortened(text)));
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
  }

  @Override
  public int compareTo(Platform other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
