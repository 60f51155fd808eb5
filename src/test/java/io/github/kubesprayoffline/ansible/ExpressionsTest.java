package io.github.kubesprayoffline.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Templates give the values, types included, that real Ansible 2.14 printed; {@code
 * src/test/scripts/expressions.sh} prints them again.
 */
class ExpressionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A template, and what Ansible makes of it: a value, or a failure. */
  record Case(String template, JsonNode value, boolean fails) {
    @Override
    public String toString() {
      return template;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>();
    for (JsonNode each : JSON.readTree(resource("expressions.json"))) {
      all.add(
          new Case(
              each.path("template").asText(), each.path("value"), each.path("fails").asBoolean()));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void template_givesWhatAnsiblePrints(Case each) throws IOException {
    Templar templar = templar();
    if (each.fails()) {
      assertThat(catchThrowable(() -> templar.render(each.template())))
          .isInstanceOf(EvaluationException.class)
          .message()
          .isNotBlank();
    } else {
      assertThat(PlainJson.of(templar.render(each.template()))).isEqualTo(each.value());
    }
  }

  private static Templar templar() throws IOException {
    Object variables = YamlValues.parse(resource("expressions.yml"), "expressions.yml");
    return new Templar(
        Variables.ofFile(variables, Source.EXTRA_VARS, "expressions.yml"),
        new Templates(),
        Budget.forHosts(1),
        Vault.closed());
  }

  static String resource(String name) throws IOException {
    try (var in = ExpressionsTest.class.getResourceAsStream("/ansible/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
