package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as an inventory names it, which may be a range of hosts: {@code
 * node[01:20:2].example.com}.
 *
 * @param names the hosts
 * @param port the port that was written with them
 */
record HostPattern(List<String> names, Optional<Long> port) {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int MAX_HOSTS = 20_000;
  private static final int MAX_LENGTH = 1000;
  private static final Pattern RANGE = Pattern.compile("\\[([^\\[\\]]*:[^\\[\\]]*)]");
  private static final Pattern BRACKETED = Pattern.compile("\\[(.+)]:([0-9]{1,5})");
  private static final Pattern WITH_PORT =
      Pattern.compile("((?:[^:\\[\\]]|\\[[^\\[\\]]*])+):([0-9]{1,5})");

  static HostPattern parse(String pattern, String where) {
    if (pattern.length() > MAX_LENGTH) {
      throw new InvalidInputException(
          "%s: a host's name of %d characters is too long: '%s'"
              .formatted(where, pattern.length(), Printable.shortened(pattern)));
    }
    Matcher bracketed = BRACKETED.matcher(pattern);
    Matcher withPort = bracketed.matches() ? bracketed : WITH_PORT.matcher(pattern);
    if (withPort.matches()) {
      return new HostPattern(
          expand(withPort.group(1), where), Optional.of(Long.valueOf(withPort.group(2))));
    }
    return new HostPattern(expand(pattern, where), Optional.empty());
  }

  private static List<String> expand(String pattern, String where) {
    List<String> names = List.of(pattern);
    while (!names.isEmpty()) {
      Matcher range = RANGE.matcher(names.get(0));
      if (!range.find()) {
        break;
      }
      names = expandFirst(names, sequence(range.group(1), where), where);
    }
    return names;
  }

  /** The first range that is left is the same in all names. */
  private static List<String> expandFirst(List<String> names, List<String> sequence, String where) {
    List<String> longer = new ArrayList<>();
    for (String name : names) {
      if ((long) longer.size() + sequence.size() > MAX_HOSTS) {
        throw new InvalidInputException(
            "%s: '%s' means more than %d hosts".formatted(where, name, MAX_HOSTS));
      }
      Matcher range = RANGE.matcher(name);
      if (range.find()) {
        String before = name.substring(0, range.start());
        String after = name.substring(range.end());
        sequence.forEach(each -> longer.add(before + each + after));
      } else {
        longer.add(name);
      }
    }
    return longer;
  }

  private static List<String> sequence(String range, String where) {
    String[] bounds = range.split(":", -1);
    if (bounds.length > 3 || bounds[1].isEmpty()) {
      throw new InvalidInputException(
          "%s: '[%s]' is no range of hosts: write [begin:end] or [begin:end:step]"
              .formatted(where, range));
    }
    String begin = bounds[0].isEmpty() ? "0" : bounds[0];
    int step = bounds.length == 3 ? number(bounds[2], range, where) : 1;
    if (step < 1) {
      throw new InvalidInputException("%s: '[%s]' needs a step above 0".formatted(where, range));
    }
    return begin.length() == 1 && bounds[1].length() == 1 && LETTERS.contains(begin)
        ? letters(begin, bounds[1], step)
        : numbers(begin, bounds[1], step, range, where);
  }

  private static List<String> letters(String begin, String end, int step) {
    List<String> all = new ArrayList<>();
    for (int i = LETTERS.indexOf(begin); i <= LETTERS.indexOf(end); i += step) {
      all.add(LETTERS.substring(i, i + 1));
    }
    return all;
  }

  private static List<String> numbers(
      String begin, String end, int step, String range, String where) {
    int width = begin.length() > 1 && begin.startsWith("0") ? begin.length() : 0;
    if (width > 0 && width != end.length()) {
      throw new InvalidInputException(
          "%s: '[%s]' needs a begin and an end of the same length".formatted(where, range));
    }
    long last = number(end, range, where);
    List<String> all = new ArrayList<>();
    for (long i = number(begin, range, where); i <= last; i += step) {
      String digits = Long.toString(i);
      all.add("0".repeat(Math.max(0, width - digits.length())) + digits);
      if (all.size() > MAX_HOSTS) {
        throw new InvalidInputException(
            "%s: '[%s]' means more than %d hosts".formatted(where, range, MAX_HOSTS));
      }
    }
    return all;
  }

  private static int number(String text, String range, String where) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new InvalidInputException("%s: '[%s]' is no range of hosts".formatted(where, range));
    }
    return Integer.parseInt(text);
  }
}
