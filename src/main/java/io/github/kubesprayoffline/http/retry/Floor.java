package io.github.kubesprayoffline.http.retry;

import java.time.Duration;

/**
 * The least that a body has to bring while somebody waits for it; below that it counts as broken
 * off. The time that the reader takes for itself does not count.
 *
 * @param bytes in each window
 * @param window of waiting
 */
public record Floor(long bytes, Duration window) {

  /**
   * Of any answer: 500 bytes a second over a minute, a sixteenth of what a modem of 64 kbit/s
   * brings.
   */
  public static final Floor OF_AN_ANSWER = new Floor(30_000, Duration.ofMinutes(1));

  /** Of a file or an image's layer: 64 KiB a minute. */
  public static final Floor OF_AN_ITEM = new Floor(64 << 10, Duration.ofMinutes(1));
}
