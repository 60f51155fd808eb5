package io.github.kubesprayoffline.serve;

import java.util.Locale;

/** Sizes for people. */
final class Size {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private Size() {}

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
}
