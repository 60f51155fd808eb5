package io.github.kubesprayoffline.bundle.archive;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.SafePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One file of a bundle, known before it is written.
 *
 * @param path below the bundle's top folder
 * @param sha256 of its content
 * @param size of its content in bytes
 */
public record Entry(String path, Checksum sha256, long size, Content content) {

  /** Where the bytes come from. */
  public sealed interface Content {

    /** Made just now. */
    final class Bytes implements Content {
      private final byte[] bytes;

      private Bytes(byte[] bytes) {
        this.bytes = bytes;
      }

      byte[] get() {
        return bytes;
      }
    }

    /** Read from a file. */
    record File(Path file) implements Content {}

    /** The same as an earlier entry's: a hard link. */
    record Link(String target) implements Content {}
  }

  public Entry {
    SafePath.require(path);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(content);
  }

  /** A file made just now. */
  public static Entry of(String path, byte[] bytes) {
    return new Entry(path, Checksum.sha256Of(bytes), bytes.length, new Content.Bytes(bytes));
  }

  /** A text made just now, in UTF-8. */
  public static Entry of(String path, String text) {
    return of(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file on the disk, whose content was verified before. */
  public static Entry of(String path, Checksum sha256, long size, Path file) {
    return new Entry(path, sha256, size, new Content.File(file));
  }

  /**
   * The same content under another path, as a hard link to this one, which has to come before it.
   */
  public Entry linkedAs(String path) {
    return new Entry(path, sha256, size, new Content.Link(this.path));
  }
}
