package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.value.UndefinedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of Jinja2, Ansible and its address collection, by name. */
final class Filters {

  /** A filter: the piped value, the arguments in brackets, and the scope it works in. */
  @FunctionalInterface
  interface Filter {
    @Nullable Object apply(@Nullable Object value, Arguments arguments, Scope scope);
  }

  /** Filters that make something of a value that is undefined. */
  private static final Set<String> TAKE_UNDEFINED =
      Set.of("default", "d", "mandatory", "type_debug");

  /** What they return is text, whatever it looks like. */
  private static final Set<String> MAKE_TEXT =
      Set.of("string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml");

  /** They run programs, read files or roll dice; an answer would depend on this machine. */
  private static final Set<String> REFUSED =
      Set.of(
          "shuffle",
          "fileglob",
          "realpath",
          "expanduser",
          "expandvars",
          "password_hash",
          "vault",
          "unvault",
          "strftime",
          "relpath");

  private static final Map<String, Filter> ALL = new HashMap<>();

  static {
    ALL.putAll(ValueFilters.ALL);
    ALL.putAll(TextFilters.ALL);
    ALL.putAll(SequenceFilters.ALL);
    ALL.putAll(SelectionFilters.ALL);
    ALL.putAll(MapFilters.ALL);
    ALL.putAll(NumberFilters.ALL);
    ALL.putAll(EncodingFilters.ALL);
    ALL.putAll(AddressFilters.ALL);
  }

  private Filters() {}

  /** The names of all filters that can be applied. */
  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /**
   * Lets through the name of any filter that can be applied.
   *
   * @throws EvaluationException if there is none of that name, or if it is refused
   */
  static Filter require(String name) {
    Filter filter = ALL.get(name);
    if (filter == null) {
      throw new EvaluationException(
          REFUSED.contains(name)
              ? "filter '%s' is refused: its result would depend on this machine".formatted(name)
              : "no filter named '%s'".formatted(name));
    }
    return filter;
  }

  /**
   * Charges what a filter made in proportion to what it read; what grows more is charged before.
   */
  static @Nullable Object made(@Nullable Object result, @Nullable Object input, Budget budget) {
    if (result != input && Python.isText(result)) {
      budget.makeText(result.toString().length());
    } else if (result != input && result instanceof List<?> list) {
      budget.makeItems(list.size());
    }
    return result;
  }

  static @Nullable Object apply(
      String name, @Nullable Object value, Arguments arguments, Scope scope) {
    Filter filter = require(name);
    if (value != null && !TAKE_UNDEFINED.contains(name)) {
      Undefined.require(value);
    }
    Arguments.charge(value, scope.budget());
    arguments.charge();
    try {
      Object result = made(filter.apply(value, arguments, scope), value, scope.budget());
      return MAKE_TEXT.contains(name) ? new Text.Finished(Python.str(result)) : result;
    } catch (UndefinedException e) {
      throw e;
    } catch (EvaluationException e) {
      throw e.getMessage().startsWith("filter ")
          ? e
          : new EvaluationException("filter '%s': %s".formatted(name, e.getMessage()), e);
    }
  }
}
