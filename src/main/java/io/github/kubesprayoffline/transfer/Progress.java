package io.github.kubesprayoffline.transfer;

import java.util.OptionalLong;

/** Hears how transfers go. Called from several threads at a time. */
public interface Progress {

  /** Hears nothing. */
  Progress NONE = new Progress() {};

  /**
   * Bytes of an item begin to come.
   *
   * @param total the item's size, where it is known
   * @param already bytes that an earlier run had brought
   */
  default void started(String item, OptionalLong total, long already) {}

  /** Some more bytes came. */
  default void advanced(String item, long bytes) {}

  /** An origin failed; the same or another one will be tried. */
  default void retrying(String item, String reason) {}

  /**
   * An item is in the store.
   *
   * @param size in bytes
   * @param fromCache whether it had been there before
   */
  default void finished(String item, long size, boolean fromCache) {}

  /** An item cannot be had. */
  default void failed(String item, String reason) {}
}
