package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.id.Checksum;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something to bring.
 *
 * @param name for people: a download's id, an image's layer
 * @param expected what it must hash to; empty only if the user trusts the first answer
 * @param size in bytes, where it is known before
 * @param origins where it may be had, the preferred one first
 */
public record Item(
    String name, Optional<Checksum> expected, OptionalLong size, List<Origin> origins) {

  public Item {
    Objects.requireNonNull(name);
    Objects.requireNonNull(expected);
    Objects.requireNonNull(size);
    origins = List.copyOf(origins);
  }

  /** An item whose checksum is known and whose size is not. */
  public static Item of(String name, Checksum expected, List<Origin> origins) {
    return new Item(name, Optional.of(expected), OptionalLong.empty(), origins);
  }

  /** The same, to be held to a checksum. */
  Item expecting(Checksum checksum) {
    return new Item(name, Optional.of(checksum), size, origins);
  }

  /**
   * What no two transfers at a time may share. Content with a checksum is the same from anywhere.
   */
  String key() {
    return expected.map(Checksum::toString).orElseGet(() -> "from " + origins.get(0).key());
  }
}
