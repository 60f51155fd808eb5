package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that every template may call: {@code lookup}, {@code range}, {@code dict}. */
public final class Functions {

  private final Scope scope;
  private final Collection<String> names;
  private final Map<String, Lookup> lookups;
  private final Map<String, Callable> all = new LinkedHashMap<>();

  /** A lookup that is known beside those that read nothing but variables. */
  @FunctionalInterface
  public interface Lookup {
    /** What it finds. */
    List<@Nullable Object> find(
        List<@Nullable Object> terms, Map<String, @Nullable Object> options);
  }

  /**
   * Functions that work in a scope.
   *
   * @param names the names of all variables
   */
  public Functions(Scope scope, Collection<String> names) {
    this(scope, names, Map.of());
  }

  /** The same, with more lookups by name. */
  public Functions(Scope scope, Collection<String> names, Map<String, Lookup> lookups) {
    this.lookups = lookups;
    this.scope = scope;
    this.names = names;
    all.put("lookup", (positional, named) -> lookup(positional, named, false));
    all.put("query", (positional, named) -> lookup(positional, named, true));
    all.put("q", all.get("query"));
    all.put("range", (positional, named) -> range(positional));
    all.put("dict", Functions::dict);
    all.put("namespace", (positional, named) -> new Targets.Namespace(named));
    all.put("undef", (positional, named) -> undefined(new Arguments(positional, named)));
    all.put("now", (positional, named) -> refuse("now()"));
  }

  /** The function of that name; an undefined value where there is none. */
  public Object resolve(String name) {
    Callable function = all.get(name);
    return function != null ? function : Undefined.of("'%s' is undefined".formatted(name));
  }

  private static Object refuse(String what) {
    throw new EvaluationException(
        "%s is refused: its result would depend on this machine".formatted(what));
  }

  private @Nullable Object lookup(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named, boolean asList) {
    if (positional.isEmpty()) {
      throw new EvaluationException("lookup() needs the name of a lookup");
    }
    String name = Names.plain(Python.str(positional.get(0)));
    List<@Nullable Object> terms = positional.subList(1, positional.size());
    terms.forEach(term -> Undefined.require(term == null ? "" : term));
    Lookup more = lookups.get(name);
    List<@Nullable Object> found =
        more != null ? more.find(terms, named) : Lookups.find(name, terms, named, this);
    boolean wantsList = Python.truth(named.getOrDefault("wantlist", asList));
    return wantsList ? found : joined(found);
  }

  /** As Ansible does: texts with commas between, a single other value as it is. */
  private static @Nullable Object joined(List<@Nullable Object> found) {
    if (found.stream().allMatch(Python::isText)) {
      return TextMethods.joined(",", found);
    }
    return found.size() == 1 ? found.get(0) : found;
  }

  /** A variable by its name, rendered. */
  @Nullable Object variable(String name) {
    return scope.resolve(name);
  }

  Collection<String> names() {
    return names;
  }

  private static Object undefined(Arguments arguments) {
    Object hint = arguments.bind("hint").get("hint", null);
    return Undefined.of(
        hint == null || Python.str(hint).isEmpty()
            ? "Mandatory variable has not been overridden"
            : Python.str(hint));
  }

  private static Object range(List<@Nullable Object> bounds) {
    int start = bounds.size() < 2 ? 0 : Numbers.small(bounds.get(0));
    int stop = Numbers.small(bounds.get(bounds.size() < 2 ? 0 : 1));
    int step = bounds.size() < 3 ? 1 : Numbers.small(bounds.get(2));
    if (step == 0) {
      throw new EvaluationException("range() arg 3 must not be zero");
    }
    Budget.current().makeItems(Math.max(0, ((long) stop - start) / step));
    List<@Nullable Object> numbers = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Object dict(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Object source : positional) {
      Budget.current().makeEntries(Python.isText(source) ? 0 : Python.length(source));
      if (source instanceof Map<?, ?> entries) {
        map.putAll(entries);
      } else {
        Python.iterate(source).forEach(pair -> put(map, Python.iterate(pair)));
      }
    }
    map.putAll(named);
    return map;
  }

  private static void put(
      Map<@Nullable Object, @Nullable Object> map, List<@Nullable Object> pair) {
    if (pair.size() != 2) {
      throw new EvaluationException(
          "dict() takes pairs, but one has %d items".formatted(pair.size()));
    }
    map.put(Python.key(pair.get(0)), pair.get(1));
  }
}
