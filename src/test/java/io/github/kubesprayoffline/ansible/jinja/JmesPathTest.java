package io.github.kubesprayoffline.ansible.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries give what the language's specification says. */
class JmesPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{a: {b: [1, 2]}}; a.b[1]; 2",
        "{a: {b: [1, 2]}}; a.b[-1]; 2",
        "{a: {b: [1, 2]}}; a.c.d; None",
        "{'a b': 1}; \"a b\"; 1",
        "[{k: x, v: 1}, {k: y, v: 2}]; [?k==`y`].v; [2]",
        "[{k: x, v: 1}, {k: y, v: 2}]; [?k!='y'].v; [1]",
        "[{v: [1]}, {v: [2, 3]}]; [].v[]; [1, 2, 3]",
        "[{v: 1}, {w: 2}]; [*].v; [1]",
        "[{k: x, e: true}, {k: y, e: null}, {k: z, e: false}]; [? e == null || e].k; ['x', 'y']",
        "[{f: [a, b]}, {g: 1}]; [? f && contains(f, 'b')] | [0].f; ['a', 'b']",
        "[{f: [a]}, {g: 1}]; [? !f]; [{'g': 1}]",
        "{a: {x: 1}, b: {x: 2}}; *.x; [1, 2]",
        "{v: null, w: x}; not_null(v, w); x",
        "[3, 1]; length(@); 2",
        "[{n: 1, m: 2}]; [*].{a: n, b: m}; [{'a': 1, 'b': 2}]",
        "[1, 2, 3]; [?@ > `1`]; [2, 3]",
        "{a: 0}; a && 'yes'; yes",
        "{a: []}; a || 'no'; no",
        "{a: {b: 1}}; (a | b) == `1`; True",
        "{a: [{b: 1}]}; a | contains(@, `{}`); False",
      })
  void query_gives(String value, String query, String expected) {
    Object input = YamlValues.parse(value, "the value");

    assertThat(Python.str(JmesPath.search(query, input))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "[?a", "a b", "`1", "nothing_known(a)", "a[1:2]", ""})
  void whatIsNoQuery_isRefusedWithItsPlace(String query) {
    Object input = YamlValues.parse("{a: 1}", "the value");

    assertThatThrownBy(() -> JmesPath.search(query, input))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the query '%s'".formatted(query));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 100_000})
  void queryThatNestsTooDeep_isRefused(int depth) {
    assertThatThrownBy(() -> JmesPath.search("(".repeat(depth) + "a" + ")".repeat(depth), null))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("nests too deep");
  }
}
