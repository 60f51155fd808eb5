package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Comparator;

/**
 * What an image or a binary runs on, in the words of the OCI image specification: {@code
 * linux/amd64}, {@code linux/arm/v7}.
 *
 * @param variant the empty string where the architecture has none
 */
public record Platform(String os, String architecture, String variant)
    implements Comparable<Platform> {

  private static final Comparator<Platform> ORDER = Comparator.comparing(Platform::toString);

  /** The Linux platform of an architecture as Kubespray names it: {@code amd64}, {@code arm64}. */
  public static Platform linux(String architecture) {
    return new Platform("linux", architecture, "");
  }

  /**
   * Parses {@code os/architecture[/variant]}.
   *
   * @throws InvalidInputException if there are not two or three parts
   */
  public static Platform parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new InvalidInputException(
          "'%s' is not a platform: write os/architecture, such as linux/amd64".formatted(text));
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
