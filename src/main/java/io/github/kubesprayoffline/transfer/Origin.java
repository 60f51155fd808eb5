package io.github.kubesprayoffline.transfer;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** A place that an item may be had from. */
public interface Origin {

  /** The URL, fit for messages: no login, no signature. */
  String name();

  /**
   * What tells it from all other origins: the whole URL, whose query may be a secret. Never to be
   * printed, nor written down as it is.
   */
  String key();

  /**
   * Asks for the item, or a part of it.
   *
   * @param from the first byte wanted; the origin may give all from 0 instead, and then says so
   * @param to the byte after the last one wanted; empty for all to the end
   * @param validator what {@link OpenedItem#validator()} said when the bytes around these came from
   *     this origin; empty if they came from elsewhere
   * @throws IOException if the connection failed and another try may help
   * @throws io.github.kubesprayoffline.error.TransferException if this origin does not have it
   */
  OpenedItem open(long from, OptionalLong to, Optional<String> validator) throws IOException;
}
