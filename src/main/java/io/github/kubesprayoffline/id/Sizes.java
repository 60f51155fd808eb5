package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and speeds for people, in the units that Maven's own transfers use. */
public final class Sizes {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;
  private static final List<String> PREFIXES = List.of("", "k", "m", "g", "t");
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})([kmgt]?)b?");

  private Sizes() {}

  /** {@code 60.1 MB}. */
  public static String of(long bytes) {
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
  public static String speed(long bytes, long nanos) {
    return of((long) (bytes * 1e9 / Math.max(nanos, 1))) + "/s";
  }

  /**
   * The bytes that a user means by {@code 500m} or {@code 20g}, in powers of 1024 as media have
   * them.
   *
   * @param parameter what the user calls it
   * @throws InvalidInputException if it is no size
   */
  public static long parse(String parameter, String text) {
    Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "%s is '%s': give a size such as 500m or 20g.".formatted(parameter, text));
    }
    int power = PREFIXES.indexOf(matcher.group(2));
    return Long.parseLong(matcher.group(1)) << (10 * power);
  }
}
