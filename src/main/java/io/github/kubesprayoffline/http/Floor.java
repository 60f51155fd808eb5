package io.github.kubesprayoffline.http;

import java.time.Duration;

/**
 * The least that a body has to bring while somebody waits for it; below that it counts as broken
 * off. The time that the reader takes for itself does not count.
 *
 * @param bytes in each window
 * @param window of waiting
 */
public record Floor(long bytes, Duration window) {

  /** 500 bytes a second over a minute: a sixteenth of what a modem of 64 kbit/s brings. */
  public static final Floor DEFAULT = new Floor(30_000, Duration.ofMinutes(1));
}
