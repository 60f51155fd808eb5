package io.github.kubesprayoffline.ansible.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.error.OfflineException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Any expression made of what the language has ends in a value or in the project's own failure. */
class HostileExpressionIT {

  /** Enough for honest values of these sizes, and small enough to try many. */
  private static final int HOSTS = 1;

  private static final List<String> ATOMS =
      List.of(
          "0",
          "1",
          "-1",
          "2147483647",
          "-2147483648",
          "9 ** 40",
          "9 ** 9999",
          "1.5",
          "1e308",
          "(1e308 * 10)",
          "(1e308 * 10 - 1e308 * 10)",
          "true",
          "none",
          "missing",
          "''",
          "'a'",
          "'a b\nc'",
          "'%s%99999d'",
          "'{0:99999}{a.b[0]}'",
          "'(a+)+b'",
          "'('",
          "'10.0.0.1/8'",
          "'::1'",
          "'ßİ🎉'",
          "('a' * 100000)",
          "('9' * 100000)",
          "('a,' * 100000)",
          "[]",
          "[1, 1.0, true, 'a', none, [2], {'a': 1}]",
          "range(100000)",
          "([[1, 2]] * 10000)",
          "([[]] * 100000)",
          "{}",
          "{'a': 1, 'b': [1, 2], 'c': {'a': 2}}",
          "[{'a': 1, 'key': 'k', 'value': [3]}, {'a': 2, 'key': 'l', 'value': [4]}]",
          "(1, 'a')",
          "'key'",
          "'upper'",
          "'match'",
          "'a.b.c'");

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", ">=", "in", "not in", "and",
          "or");

  private static final List<String> METHODS =
      Stream.concat(
              TextMethods.ALL.keySet().stream(),
              Stream.of(
                  "keys",
                  "values",
                  "items",
                  "get",
                  "copy",
                  "update",
                  "setdefault",
                  "pop",
                  "append",
                  "extend",
                  "insert",
                  "remove"))
          .sorted()
          .toList();

  private static final List<String> FUNCTIONS =
      List.of("range", "dict", "lookup", "query", "namespace", "undef", "now");

  @Property(tries = 1500)
  void anyExpression_endsInAValueOrInAFailureThatSaysWhy(@ForAll("expressions") String expression) {
    Budget budget = Budget.forHosts(HOSTS);
    try {
      new Templates().render("{{ " + expression + " }}", scope(budget));
    } catch (OfflineException e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(e.getMessage()).doesNotContain("more memory than there is");
    }
    assertThat(budget.held()).as("held when it is over").isZero();
  }

  @Property(tries = 300)
  void anyStatement_endsInAValueOrInAFailureThatSaysWhy(@ForAll("expressions") String expression) {
    Budget budget = Budget.forHosts(HOSTS);
    String template =
        "{%% set x = %1$s %%}{%% for i in %1$s %%}{%% if %1$s %%}{{ x }}{%% endif %%}{%% endfor %%}"
            .formatted(expression);
    try {
      new Templates().render(template, scope(budget));
    } catch (OfflineException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static Scope scope(Budget budget) {
    return new Scope() {
      private final Functions functions = new Functions(this, List.of("a", "key"));

      @Override
      public @Nullable Object resolve(String name) {
        return name.equals("missing") ? Undefined.of("it is missing") : functions.resolve(name);
      }

      @Override
      public Budget budget() {
        return budget;
      }
    };
  }

  @Provide
  Arbitrary<String> expressions() {
    return Arbitraries.recursive(() -> Arbitraries.of(ATOMS), this::grown, 1, 4);
  }

  private Arbitrary<String> grown(Arbitrary<String> inner) {
    Arbitrary<String> arguments =
        Arbitraries.of(ATOMS).list().ofMaxSize(3).map(all -> String.join(", ", all));
    return Arbitraries.oneOf(
        piped(inner, "|", Filters.names(), arguments),
        piped(inner, "|", Filters.names(), arguments),
        piped(inner, "is", Tests.names(), arguments),
        piped(inner, ".", METHODS, arguments),
        inner.flatMap(
            left ->
                Arbitraries.of(OPERATORS)
                    .flatMap(
                        operator ->
                            Arbitraries.of(ATOMS)
                                .map(right -> "(%s %s %s)".formatted(left, operator, right)))),
        inner.flatMap(
            value ->
                Arbitraries.of(ATOMS)
                    .list()
                    .ofSize(3)
                    .map(
                        part ->
                            "(%s)[%s]"
                                .formatted(
                                    value,
                                    part.stream().collect(Collectors.joining(") : (", "(", ")"))))),
        inner.map(value -> "[%1$s, %1$s]".formatted(value)),
        inner.flatMap(
            value ->
                Arbitraries.of(FUNCTIONS)
                    .flatMap(
                        function ->
                            arguments.map(
                                rest ->
                                    "%s(%s%s)"
                                        .formatted(
                                            function, value, rest.isEmpty() ? "" : ", " + rest)))));
  }

  private static Arbitrary<String> piped(
      Arbitrary<String> inner, String mark, List<String> names, Arbitrary<String> arguments) {
    return inner.flatMap(
        value ->
            Arbitraries.of(names)
                .flatMap(
                    name ->
                        arguments.map(
                            given -> "((%s) %s %s(%s))".formatted(value, mark, name, given))));
  }
}
