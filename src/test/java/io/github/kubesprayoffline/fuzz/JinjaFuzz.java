package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.error.OfflineException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template: the input is one, and the value of a variable that it may refer to. */
public final class JinjaFuzz {

  private static final Templates TEMPLATES = new Templates();

  private JinjaFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.JINJA.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String template = new String(input, StandardCharsets.UTF_8);
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("self", template);
    variables.put("number", 42L);
    variables.put("text", "v1.2.3");
    variables.put("list", List.of("b", "a", 3L, List.of(1L)));
    variables.put("map", Map.of("key", "value"));
    try {
      new Templar(
              Variables.of(variables, Source.EXTRA_VARS, "fuzz"),
              TEMPLATES,
              Budget.forHosts(1),
              Vault.closed())
          .render(template);
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
  }
}
