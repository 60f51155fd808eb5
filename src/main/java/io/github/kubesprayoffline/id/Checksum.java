package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What bytes must hash to: an algorithm and lower-case hex, written {@code sha256:e3b0…}. The
 * digests of images are checksums too.
 */
public record Checksum(Algorithm algorithm, String hex) implements Comparable<Checksum> {

  /** The algorithms that Kubespray and registries use, and their names in the JDK. */
  public enum Algorithm {
    MD5("MD5", 32),
    SHA1("SHA-1", 40),
    SHA256("SHA-256", 64),
    SHA512("SHA-512", 128);

    private final String jdkName;
    private final int hexLength;

    Algorithm(String jdkName, int hexLength) {
      this.jdkName = jdkName;
      this.hexLength = hexLength;
    }

    /** A fresh digest of this algorithm. */
    public MessageDigest newDigest() {
      try {
        return MessageDigest.getInstance(jdkName);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + jdkName, e);
      }
    }

    /** The name in a written checksum: {@code sha256}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  public Checksum {
    Objects.requireNonNull(algorithm);
    if (hex.length() != algorithm.hexLength || !HEX.matcher(hex).matches()) {
      throw new InvalidInputException(
          "'%s' is not a %s checksum: it takes %d hexadecimal digits"
              .formatted(Printable.shortened(hex), algorithm.label(), algorithm.hexLength));
    }
  }

  /** A sha256, the algorithm of every digest that this project computes itself. */
  public static Checksum sha256(String hex) {
    return new Checksum(Algorithm.SHA256, hex);
  }

  /**
   * Parses {@code algorithm:hex}, or hex alone, whose length then tells the algorithm.
   *
   * @throws InvalidInputException if it is neither
   */
  public static Checksum parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    int colon = trimmed.indexOf(':');
    if (colon >= 0) {
      String label = trimmed.substring(0, colon);
      for (Algorithm algorithm : Algorithm.values()) {
        if (algorithm.label().equals(label)) {
          return new Checksum(algorithm, trimmed.substring(colon + 1));
        }
      }
    } else {
      for (Algorithm algorithm : Algorithm.values()) {
        if (algorithm.hexLength == trimmed.length()) {
          return new Checksum(algorithm, trimmed);
        }
      }
    }
    throw new InvalidInputException(
        "'%s' is not a checksum: write algorithm:hex, with sha256, sha512, sha1 or md5"
            .formatted(Printable.shortened(text)));
  }

  /** The checksum of all that was fed to a digest of that algorithm. */
  public static Checksum of(Algorithm algorithm, MessageDigest digest) {
    return new Checksum(algorithm, java.util.HexFormat.of().formatHex(digest.digest()));
  }

  /** The checksum of these bytes. */
  public static Checksum of(Algorithm algorithm, byte[] bytes) {
    MessageDigest digest = algorithm.newDigest();
    digest.update(bytes);
    return of(algorithm, digest);
  }

  /** The sha256 of these bytes. */
  public static Checksum sha256Of(byte[] bytes) {
    return of(Algorithm.SHA256, bytes);
  }

  @Override
  public int compareTo(Checksum other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return algorithm.label() + ":" + hex;
  }
}
