package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that apply another filter, or a test, to each item. */
final class SelectionFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.of(
          "map", SelectionFilters::map,
          "select", (value, a, scope) -> pick(value, AttributePath.SELF, a, scope, true),
          "reject", (value, a, scope) -> pick(value, AttributePath.SELF, a, scope, false),
          "selectattr", (value, a, scope) -> byAttribute(value, a, scope, true),
          "rejectattr", (value, a, scope) -> byAttribute(value, a, scope, false),
          "groupby", SelectionFilters::groupBy);

  private SelectionFilters() {}

  private static Object map(@Nullable Object value, Arguments arguments, Scope scope) {
    List<@Nullable Object> mapped = new ArrayList<>();
    if (arguments.positional().isEmpty()) {
      Arguments.Bound bound = arguments.bind("attribute", "default");
      AttributePath path = AttributePath.of(bound.need("attribute"));
      Python.iterate(value).forEach(item -> mapped.add(path.get(item, bound.get("default", null))));
      return mapped;
    }
    String filter = Names.plain(Python.str(arguments.positional().get(0)));
    for (Object item : Python.iterate(value)) {
      scope.budget().step();
      mapped.add(Filters.apply(filter, item, arguments.from(1), scope));
    }
    return mapped;
  }

  private static Object byAttribute(
      @Nullable Object value, Arguments arguments, Scope scope, boolean wanted) {
    if (arguments.positional().isEmpty()) {
      throw new EvaluationException("Missing parameter for attribute name");
    }
    AttributePath path = AttributePath.of(arguments.positional().get(0));
    return pick(value, path, arguments.from(1), scope, wanted);
  }

  private static Object pick(
      @Nullable Object value,
      AttributePath path,
      Arguments arguments,
      Scope scope,
      boolean wanted) {
    Predicate<@Nullable Object> test = test(arguments, scope);
    List<@Nullable Object> picked = new ArrayList<>();
    for (Object item : Python.iterate(value)) {
      scope.budget().step();
      if (test.test(path.get(item)) == wanted) {
        picked.add(item);
      }
    }
    return picked;
  }

  private static Predicate<@Nullable Object> test(Arguments arguments, Scope scope) {
    if (arguments.positional().isEmpty()) {
      return Python::truth;
    }
    String name = Names.plain(Python.str(arguments.positional().get(0)));
    return item -> Tests.apply(name, item, arguments.from(1), scope);
  }

  private static Object groupBy(@Nullable Object value, Arguments arguments, Scope scope) {
    Arguments.Bound bound = arguments.bind("attribute", "default", "case_sensitive");
    AttributePath path = AttributePath.of(bound.need("attribute"));
    boolean caseSensitive = bound.flag("case_sensitive", false);
    Object fallback = bound.get("default", null);
    List<@Nullable Object> items =
        Sorting.sort(
            Python.iterate(value),
            item ->
                Collections.singletonList(
                    AttributePath.fold(path.get(item, fallback), caseSensitive)),
            false);
    List<@Nullable Object> groups = new ArrayList<>();
    List<@Nullable Object> members = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Object key = path.get(items.get(i), fallback);
      Budget.current().makeItems(1);
      members.add(items.get(i));
      boolean ends =
          i + 1 == items.size()
              || !Python.equal(
                  AttributePath.fold(key, caseSensitive),
                  AttributePath.fold(path.get(items.get(i + 1), fallback), caseSensitive));
      if (ends) {
        Budget.current().makeEntries(2);
        groups.add(Tuple.of(path.get(members.get(0), fallback), members));
        members = new ArrayList<>();
      }
    }
    return groups;
  }
}
