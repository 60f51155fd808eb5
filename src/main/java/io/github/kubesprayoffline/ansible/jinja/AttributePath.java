package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.LetterCase;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.TextSearch;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code attribute} argument of filters: {@code key}, {@code metadata.name}, {@code 0}.
 *
 * @param steps keys and positions, none for the item itself
 */
record AttributePath(List<Object> steps) {

  static final AttributePath SELF = new AttributePath(List.of());

  static AttributePath of(@Nullable Object attribute) {
    if (attribute == null) {
      return SELF;
    }
    return Python.isInteger(attribute)
        ? new AttributePath(List.of(attribute))
        : new AttributePath(
            TextSearch.split(Python.str(attribute), ".", -1).stream()
                .map(AttributePath::step)
                .toList());
  }

  /** The paths of {@code sort}, which may be several with commas between. */
  static List<AttributePath> several(@Nullable Object attribute) {
    return Python.isText(attribute)
        ? TextSearch.split(attribute.toString(), ",", -1).stream().map(AttributePath::of).toList()
        : List.of(of(attribute));
  }

  private static Object step(@Nullable Object piece) {
    String part = String.valueOf(piece);
    return part.matches("[0-9]{1,9}") ? (Object) Long.valueOf(part) : part;
  }

  /** What lies at the path in an item; it may be undefined. */
  @Nullable Object get(@Nullable Object item) {
    Object value = item;
    for (Object step : steps) {
      value = Members.item(value, step);
    }
    return value;
  }

  /** The same, with something in the place of what is undefined. */
  @Nullable Object get(@Nullable Object item, @Nullable Object fallback) {
    Object value = get(item);
    return value instanceof Undefined && fallback != null ? fallback : value;
  }

  /** Texts in lower case, unless case counts. */
  static @Nullable Object fold(@Nullable Object value, boolean caseSensitive) {
    if (!Python.isText(value) || caseSensitive) {
      return value;
    }
    Budget.current().makeText(value.toString().length());
    return LetterCase.lower(value.toString());
  }
}
