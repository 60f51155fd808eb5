package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goals make of their parameters, with errors that name them. */
final class Parameters {

  private Parameters() {}

  /**
   * Maven makes a null of each entry of a list that has nothing in it.
   *
   * @throws InvalidInputException naming the parameter
   */
  static void requireEntries(AbstractOfflineMojo mojo) {
    for (Class<?> type = mojo.getClass();
        AbstractOfflineMojo.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (isVisible(field) && value(field, mojo) instanceof Collection<?> list) {
          requireEntries(field.getName(), list);
        }
      }
    }
  }

  static void requireThreads(int threads) {
    if (threads < 1) {
      throw new InvalidInputException("threads is %d: give 1 or more.".formatted(threads));
    }
  }

  static void requireChecksums(Map<String, @Nullable String> checksums) {
    checksums.forEach(Parameters::requireChecksum);
  }

  static Map<String, Checksum> checksums(Map<String, String> texts) {
    Map<String, Checksum> checksums = new TreeMap<>();
    texts.forEach((name, text) -> checksums.put(name, parse("checksums", text, Checksum::parse)));
    return checksums;
  }

  /** Parses a text, and says which parameter it was if that fails. */
  static <T> T parse(String parameter, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(parameter + ": " + e.getMessage(), e);
    }
  }

  /** The constant that a user's word names. */
  static <E extends Enum<E>> E choice(Class<E> type, String parameter, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(word)) {
        return constant;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    throw new InvalidInputException("%s is '%s': give %s.".formatted(parameter, word, known));
  }

  private static void requireEntries(String parameter, Collection<?> list) {
    if (list.stream().anyMatch(Parameters::isEmpty)) {
      throw new InvalidInputException(
          "%s has an entry with nothing in it: take out a comma too many, or the empty element."
              .formatted(parameter));
    }
  }

  private static void requireChecksum(String name, @Nullable String checksum) {
    if (checksum == null) {
      throw new InvalidInputException(
          "checksums: '%s' has none. Write sha256:... there.".formatted(name));
    }
  }

  private static boolean isEmpty(@Nullable Object entry) {
    return entry == null
        || (entry instanceof String text && text.isBlank())
        || (entry instanceof File file && file.getPath().isBlank());
  }

  private static boolean isVisible(Field field) {
    return !Modifier.isStatic(field.getModifiers()) && !Modifier.isPrivate(field.getModifiers());
  }

  private static @Nullable Object value(Field field, AbstractOfflineMojo mojo) {
    try {
      return field.get(mojo);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a goal's parameters are visible in their package", e);
    }
  }
}
