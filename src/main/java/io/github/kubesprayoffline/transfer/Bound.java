package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import java.util.OptionalLong;

/**
 * Where the bytes of an item end: at its size if that is known, else at the most that is taken of
 * any.
 *
 * @param size what is known of the item
 * @param largest the most that is taken
 */
record Bound(OptionalLong size, long largest) {

  private static final long MOST_PACKED = 100;
  private static final long SMALL = 64L << 20;
  private static final long HEADERS = 64 << 10;

  /**
   * The bound of an item.
   *
   * @throws TransferException if it is known to be larger than anything may be
   */
  static Bound of(Item item, long largest) {
    if (item.size().orElse(0) > largest) {
      throw tooLarge(item.name(), "it has %d bytes".formatted(item.size().getAsLong()), largest);
    }
    return new Bound(item.size(), largest);
  }

  /** The most bytes of the item itself. */
  long plain() {
    return size.orElse(largest);
  }

  /** The most bytes that may come over the network, packed or not. */
  long coming(boolean gzipped) {
    // What cannot be compressed grows a little by it.
    return gzipped ? Math.min(largest, plain() + plain() / 100 + HEADERS) : plain();
  }

  /** The most that so many packed bytes may unpack to. */
  long unpacked(long packed) {
    return Math.min(plain(), MOST_PACKED * packed + SMALL);
  }

  /** Says that more came than may. */
  OfflineException more(String origin) {
    if (size.isEmpty()) {
      return tooLarge(origin, "it has more than %d bytes".formatted(largest), largest);
    }
    return IntegrityException.mismatch(
        origin,
        "more than %d bytes".formatted(size.getAsLong()),
        "%d bytes".formatted(size.getAsLong()),
        "Someone changed the file, or the server does not end: compare with the publisher's, or use a mirror.");
  }

  /** Says that more is announced than may come. */
  OfflineException announces(String origin, long total) {
    return size.isPresent()
        ? more(origin)
        : tooLarge(origin, "it has %d bytes".formatted(total), largest);
  }

  /** Says that it unpacks to more than anybody packs. */
  OfflineException bomb(String origin, long packed) {
    if (unpacked(packed) == plain()) {
      return more(origin);
    }
    return new TransferException(
        "%s: %d bytes that it packed for the way (Content-Encoding: gzip) give more than %d. Use a mirror, or have the server not pack them."
            .formatted(origin, packed, unpacked(packed)));
  }

  private static TransferException tooLarge(String where, String what, long largest) {
    return new TransferException(
        "%s: %s, and %d are the most for one file or image layer. If it is meant to be so large, raise -Dkubespray.maxFileSize."
            .formatted(where, what, largest));
  }
}
