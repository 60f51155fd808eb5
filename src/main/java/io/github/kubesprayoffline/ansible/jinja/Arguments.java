package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filter, test or function is called with. */
public record Arguments(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {

  /** No arguments at all. */
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  /** Arguments by position. */
  public static Arguments of(@Nullable Object... positional) {
    return new Arguments(Arrays.asList(positional), Map.of());
  }

  /** Charges the texts among them, which whoever takes them is going to read. */
  void charge() {
    Budget budget = Budget.current();
    positional.forEach(argument -> charge(argument, budget));
    named.values().forEach(argument -> charge(argument, budget));
  }

  /**
   * Charges a value that is going to be read, if it is a text; what walks a list does so itself.
   */
  static void charge(@Nullable Object value, Budget budget) {
    if (Python.isText(value)) {
      budget.chars(value.toString().length());
    }
  }

  /** These arguments without the first few by position. */
  Arguments from(int first) {
    return new Arguments(
        positional.subList(Math.min(first, positional.size()), positional.size()), named);
  }

  /** These arguments with one more before the others. */
  Arguments after(@Nullable Object first) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(first);
    all.addAll(positional);
    return new Arguments(all, named);
  }

  /**
   * Matches the arguments with parameters.
   *
   * @throws EvaluationException if there are more arguments, or others, than parameters
   */
  Bound bind(String... parameters) {
    if (positional.size() > parameters.length) {
      throw new EvaluationException(
          "takes at most %d arguments but %d were given"
              .formatted(parameters.length, positional.size()));
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      values.put(parameters[i], positional.get(i));
    }
    for (Map.Entry<String, @Nullable Object> entry : named.entrySet()) {
      if (!List.of(parameters).contains(entry.getKey()) || values.containsKey(entry.getKey())) {
        throw new EvaluationException(
            "got an unexpected keyword argument '%s'".formatted(entry.getKey()));
      }
      values.put(entry.getKey(), entry.getValue());
    }
    return new Bound(values);
  }

  /** Arguments by the names of the parameters. */
  record Bound(Map<String, @Nullable Object> values) {

    boolean has(String name) {
      return values.containsKey(name);
    }

    @Nullable Object get(String name, @Nullable Object fallback) {
      return values.containsKey(name) ? values.get(name) : fallback;
    }

    /** An argument that has to be given. */
    @Nullable Object need(String name) {
      if (!values.containsKey(name)) {
        throw new EvaluationException("missing a required argument: '%s'".formatted(name));
      }
      return values.get(name);
    }

    String text(String name, String fallback) {
      return Python.str(get(name, fallback));
    }

    boolean flag(String name, boolean fallback) {
      return Python.truth(get(name, fallback));
    }

    int number(String name, int fallback) {
      return Numbers.small(get(name, (long) fallback));
    }
  }
}
