package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.LetterCase;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.value.ValueSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tests of Jinja2 and Ansible, by name: what may stand after {@code is}. */
final class Tests {

  /** A test: the tested value, the arguments in brackets, and the scope it works in. */
  @FunctionalInterface
  interface Test {
    boolean holds(@Nullable Object value, Arguments arguments, Scope scope);
  }

  private static final Set<String> TAKE_UNDEFINED =
      Set.of(
          "defined",
          "undefined",
          "none",
          "callable",
          "boolean",
          "mapping",
          "number",
          "string",
          "integer",
          "float",
          "iterable",
          "sequence",
          "true",
          "false",
          "sameas",
          "vault_encrypted");

  /** They look at the file system of the machine, which says nothing of the nodes. */
  private static final Set<String> REFUSED =
      Set.of(
          "file",
          "is_file",
          "directory",
          "is_dir",
          "exists",
          "link",
          "is_link",
          "mount",
          "is_mount",
          "link_exists",
          "is_link_exists",
          "same_file",
          "is_same_file");

  private static final Map<String, Test> ALL = new HashMap<>();

  static {
    ALL.put("defined", (value, a, s) -> !(value instanceof Undefined));
    ALL.put("undefined", (value, a, s) -> value instanceof Undefined);
    ALL.put("none", (value, a, s) -> value == null);
    ALL.put("boolean", (value, a, s) -> value instanceof Boolean);
    ALL.put("true", (value, a, s) -> Boolean.TRUE.equals(value));
    ALL.put("false", (value, a, s) -> Boolean.FALSE.equals(value));
    ALL.put("integer", (value, a, s) -> Python.isInteger(value) && !(value instanceof Boolean));
    ALL.put("float", (value, a, s) -> value instanceof Double);
    ALL.put("number", (value, a, s) -> Python.isNumber(value));
    ALL.put("string", (value, a, s) -> Python.isText(value));
    ALL.put("mapping", (value, a, s) -> value instanceof Map);
    ALL.put("sequence", (value, a, s) -> isIterable(value) && !(value instanceof Set));
    ALL.put("iterable", (value, a, s) -> isIterable(value));
    ALL.put("callable", (value, a, s) -> value instanceof Callable);
    ALL.put("sameas", (value, a, s) -> same(value, a.bind("other").need("other")));
    ALL.put("lower", (value, a, s) -> isCase(Python.str(value), true));
    ALL.put("upper", (value, a, s) -> isCase(Python.str(value), false));
    ALL.put("even", (value, a, s) -> Python.equal(remainder(value, 2L), 0L));
    ALL.put("odd", (value, a, s) -> Python.equal(remainder(value, 2L), 1L));
    ALL.put(
        "divisibleby",
        (value, a, s) -> Python.equal(remainder(value, a.bind("num").need("num")), 0L));
    ALL.put("in", (value, a, s) -> Python.contains(a.bind("seq").need("seq"), value));
    ALL.put("contains", (value, a, s) -> Python.contains(value, a.bind("value").need("value")));
    ALL.put("any", (value, a, s) -> Python.iterate(value).stream().anyMatch(Python::truth));
    ALL.put("all", (value, a, s) -> Python.iterate(value).stream().allMatch(Python::truth));
    ALL.put("truthy", (value, a, s) -> truthy(value, a));
    ALL.put("falsy", (value, a, s) -> !truthy(value, a));
    ALL.put("match", (value, a, s) -> matches(value, a, true));
    ALL.put("search", (value, a, s) -> matches(value, a, false));
    ALL.put("regex", (value, a, s) -> matches(value, a, false));
    ALL.put("version", (value, a, s) -> Versions.holds(value, a));
    ALL.put("version_compare", (value, a, s) -> Versions.holds(value, a));
    ALL.put("nan", (value, a, s) -> value instanceof Double number && number.isNaN());
    ALL.put("isnan", ALL.get("nan"));
    ALL.put("abs", (value, a, s) -> Python.str(value).startsWith("/"));
    ALL.put("is_abs", ALL.get("abs"));
    ALL.put("vault_encrypted", (value, a, s) -> value instanceof Text.Vaulted);
    ALL.put("filter", (value, a, s) -> isKnown(() -> Filters.require(Python.str(value))));
    ALL.put("test", (value, a, s) -> isKnown(() -> require(Python.str(value))));
    comparisons();
    sets();
    results();
  }

  private Tests() {}

  /** The names of all tests that can be made. */
  static List<String> names() {
    return ALL.keySet().stream().filter(name -> name.matches("[a-z_]+")).sorted().toList();
  }

  private static void comparisons() {
    Map<String, List<String>> names =
        Map.of(
            "==", List.of("eq", "==", "equalto"),
            "!=", List.of("ne", "!="),
            "<", List.of("lt", "<", "lessthan"),
            "<=", List.of("le", "<="),
            ">", List.of("gt", ">", "greaterthan"),
            ">=", List.of("ge", ">="));
    names.forEach(
        (operator, all) ->
            all.forEach(
                name ->
                    ALL.put(
                        name,
                        (value, a, s) ->
                            Operators.holds(operator, value, a.bind("other").need("other")))));
  }

  private static void sets() {
    Test subset = (value, a, s) -> containsAll(a.bind("b").need("b"), value);
    Test superset = (value, a, s) -> containsAll(value, a.bind("b").need("b"));
    ALL.put("subset", subset);
    ALL.put("issubset", subset);
    ALL.put("superset", superset);
    ALL.put("issuperset", superset);
  }

  /** Tests of a task's registered result, which is a map. */
  private static void results() {
    for (String name : List.of("failed", "changed", "skipped", "unreachable")) {
      ALL.put(name, (value, a, s) -> flag(value, name));
    }
    ALL.put("failure", ALL.get("failed"));
    ALL.put("change", ALL.get("changed"));
    ALL.put("skip", ALL.get("skipped"));
    for (String name : List.of("succeeded", "success", "successful")) {
      ALL.put(name, (value, a, s) -> !flag(value, "failed"));
    }
    ALL.put("reachable", (value, a, s) -> !flag(value, "unreachable"));
  }

  /**
   * Lets through the name of any test that can be made.
   *
   * @throws EvaluationException if there is none of that name, or if it is refused
   */
  static Test require(String name) {
    Test test = ALL.get(name);
    if (test == null) {
      throw new EvaluationException(
          REFUSED.contains(name)
              ? "test '%s' is refused: it asks this machine, not the node".formatted(name)
              : "no test named '%s'".formatted(name));
    }
    return test;
  }

  static boolean apply(String name, @Nullable Object value, Arguments arguments, Scope scope) {
    Test test = require(name);
    if (value != null && !TAKE_UNDEFINED.contains(name)) {
      Undefined.require(value);
    }
    Arguments.charge(value, scope.budget());
    arguments.charge();
    return test.holds(value, arguments, scope);
  }

  private static boolean isKnown(Runnable look) {
    try {
      look.run();
      return true;
    } catch (EvaluationException e) {
      return false;
    }
  }

  private static boolean isIterable(@Nullable Object value) {
    Undefined.require(value == null ? "" : value);
    return value instanceof Collection || value instanceof Map || Python.isText(value);
  }

  private static boolean same(@Nullable Object value, @Nullable Object other) {
    return value == other || (value instanceof Boolean && value.equals(other));
  }

  private static boolean isCase(String text, boolean lower) {
    String folded = lower ? LetterCase.lower(text) : LetterCase.upper(text);
    return text.codePoints().anyMatch(Character::isLetter) && text.equals(folded);
  }

  private static @Nullable Object remainder(@Nullable Object value, @Nullable Object divisor) {
    return Operators.calculate("%", value, divisor);
  }

  private static boolean containsAll(@Nullable Object all, @Nullable Object some) {
    ValueSet items = ValueSet.of(Python.iterate(all));
    return Python.iterate(some).stream().allMatch(items::contains);
  }

  private static boolean truthy(@Nullable Object value, Arguments arguments) {
    boolean converts = arguments.bind("convert_bool").flag("convert_bool", false);
    String word = Python.isText(value) ? LetterCase.lower(value.toString().strip()) : "";
    if (converts && Set.of("n", "no", "off", "0", "f", "false", "0.0").contains(word)) {
      return false;
    }
    return Python.truth(value);
  }

  private static boolean matches(@Nullable Object value, Arguments arguments, boolean atStart) {
    Arguments.Bound bound = arguments.bind("pattern", "ignorecase", "multiline", "match_type");
    boolean fromStart = atStart || bound.text("match_type", "").equals("match");
    return PythonRegex.compile(
            bound.text("pattern", ""),
            bound.flag("ignorecase", false),
            bound.flag("multiline", false))
        .matches(Python.str(value), fromStart);
  }

  private static boolean flag(@Nullable Object value, String name) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new EvaluationException("The '%s' test expects a dictionary".formatted(name));
    }
    Object flag = map.get(name);
    return Python.isNumber(flag) ? Numbers.floating(flag) != 0 : Python.truth(flag);
  }
}
