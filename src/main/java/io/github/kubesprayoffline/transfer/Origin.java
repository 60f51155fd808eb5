package io.github.kubesprayoffline.transfer;

import java.io.IOException;
import java.util.Optional;

/** A place that an item may be had from. */
public interface Origin {

  /** The URL, fit for messages: no login, no signature. */
  String name();

  /**
   * Asks for the item from a byte on.
   *
   * @param offset the first byte wanted; the origin may give all from 0 instead, and then says so
   * @param validator what {@link Opened#validator()} said when the bytes before the offset came
   *     from this origin; empty if they came from elsewhere
   * @throws IOException if the connection failed and another try may help
   * @throws io.github.kubesprayoffline.error.TransferException if this origin does not have it
   */
  Opened open(long offset, Optional<String> validator) throws IOException;
}
