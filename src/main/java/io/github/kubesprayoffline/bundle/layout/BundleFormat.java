package io.github.kubesprayoffline.bundle.layout;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of archive. */
public enum BundleFormat {
  /** zstd, multithreaded; the fastest to write and to read. */
  TAR_ZST("tar.zst"),
  /** gzip, for sites whose tools know no other. */
  TAR_GZ("tar.gz"),
  /** Not compressed. */
  TAR("tar");

  private final String extension;

  BundleFormat(String extension) {
    this.extension = extension;
  }

  /** What the archive's name ends in, and what users write: {@code tar.zst}. */
  public String extension() {
    return extension;
  }

  /**
   * The format of that name.
   *
   * @throws InvalidInputException if there is none
   */
  public static BundleFormat parse(String text) {
    for (BundleFormat format : values()) {
      if (format.extension.equals(text)) {
        return format;
      }
    }
    throw new InvalidInputException(
        "'%s' is not a format of a bundle: use %s"
            .formatted(
                text,
                Arrays.stream(values())
                    .map(BundleFormat::extension)
                    .collect(Collectors.joining(", "))));
  }
}
