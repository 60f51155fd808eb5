package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What holds for the parameters of every goal, checked before any of them is used. */
final class Parameters {

  private Parameters() {}

  /**
   * Maven makes a null of each entry of a list that has nothing in it.
   *
   * @throws InvalidInputException naming the parameter
   */
  static void require(AbstractOfflineMojo mojo) {
    for (Class<?> type = mojo.getClass();
        AbstractOfflineMojo.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && value(field, mojo) instanceof Collection<?> list) {
          requireEntries(field.getName(), list);
        }
      }
    }
    if (mojo instanceof AbstractBuildMojo build) {
      requireBuild(build);
    }
  }

  private static void requireBuild(AbstractBuildMojo mojo) {
    mojo.checksums.forEach(Parameters::requireChecksum);
    if (mojo.threads < 1) {
      throw new InvalidInputException("threads is %d: give 1 or more.".formatted(mojo.threads));
    }
    if (mojo.retries < 0) {
      throw new InvalidInputException("retries is %d: give 0 or more.".formatted(mojo.retries));
    }
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

  private static @Nullable Object value(Field field, AbstractOfflineMojo mojo) {
    try {
      return field.get(mojo);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a goal's parameters are visible in their package", e);
    }
  }
}
