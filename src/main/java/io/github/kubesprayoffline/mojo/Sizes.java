package io.github.kubesprayoffline.mojo;

import java.util.Locale;

/** Sizes and speeds for people, in the units that Maven's own transfers use. */
final class Sizes {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private Sizes() {}

  /** {@code 60.1 MB}. */
  static String of(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    String format = unit == 0 || size >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, size, UNITS[unit]);
  }

  /** {@code 12.3 MB/s}. */
  static String speed(long bytes, long nanos) {
    return of((long) (bytes * 1e9 / Math.max(nanos, 1))) + "/s";
  }
}
