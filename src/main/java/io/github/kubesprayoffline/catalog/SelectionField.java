package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a selection says: its name in JSON, and how values of it are kept, written and
 * read.
 *
 * @param <T> what the values are
 */
public final class SelectionField<T> {

  private static final JsonMapper VALUES = JsonMapper.builder().build();

  private final String name;
  private final T initial;
  private final UnaryOperator<T> kept;
  private final Function<T, @Nullable Object> written;
  private final BiFunction<JsonFields, String, T> read;

  /**
   * A field.
   *
   * @param initial what the default selection has
   * @param kept what becomes of a value that is set
   * @param written the value as texts, numbers, lists and maps
   * @param read the value of the field with that name
   */
  SelectionField(
      String name,
      T initial,
      UnaryOperator<T> kept,
      Function<T, @Nullable Object> written,
      BiFunction<JsonFields, String, T> read) {
    this.name = name;
    this.initial = initial;
    this.kept = kept;
    this.written = written;
    this.read = read;
  }

  static SelectionField<Boolean> flag(String name) {
    return new SelectionField<>(
        name, false, UnaryOperator.identity(), value -> value, JsonFields::flag);
  }

  static <E extends Enum<E>> SelectionField<E> choice(String name, E initial) {
    Class<E> type = initial.getDeclaringClass();
    return new SelectionField<>(
        name,
        initial,
        UnaryOperator.identity(),
        value -> value.name().toLowerCase(Locale.ROOT),
        (json, field) ->
            json.text(field, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT))));
  }

  static <T> SelectionField<Optional<T>> optionalText(String name, Function<String, T> parser) {
    return new SelectionField<>(
        name,
        Optional.empty(),
        UnaryOperator.identity(),
        value -> value.map(Object::toString).orElse(null),
        (json, field) -> json.optionalText(field, parser));
  }

  static SelectionField<List<String>> texts(String name, String... initial) {
    return set(
        name,
        List.of(initial),
        Comparator.naturalOrder(),
        text -> text,
        (json, field) -> json.texts(field));
  }

  /** Several of a kind, in whatever order and however often they are given. */
  static <E> SelectionField<List<E>> set(
      String name,
      List<E> initial,
      Comparator<? super E> order,
      Function<E, Object> written,
      BiFunction<JsonFields, String, List<E>> read) {
    return new SelectionField<>(
        name,
        initial,
        values -> sorted(values, order),
        values -> values.stream().map(written).toList(),
        read);
  }

  private static <E> List<E> sorted(Collection<E> values, Comparator<? super E> order) {
    return values.stream().distinct().sorted(order).toList();
  }

  T initial() {
    return initial;
  }

  T kept(T value) {
    return kept.apply(value);
  }

  void write(Selection selection, ObjectNode document) {
    document.set(name, VALUES.valueToTree(written.apply(selection.get(this))));
  }

  Selection read(Selection selection, JsonFields document) {
    return selection.with(this, read.apply(document, name));
  }

  /** Its name in JSON. */
  @Override
  public String toString() {
    return name;
  }
}
