package io.github.kubesprayoffline.ansible;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hostile tree may hold ends in a clear error, soon, and runs nothing. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileTemplatesTest {

  @TempDir Path folder;

  private static @Nullable Object render(Map<String, ?> variables, String template) {
    return new Templar(
            Variables.of(new LinkedHashMap<>(variables), Source.EXTRA_VARS, "test"),
            new Templates(),
            Budget.forHosts(1),
            Vault.closed())
        .render(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "{{ lookup('pipe', 'id') }} => lookup 'pipe' is refused",
        "{{ lookup('file', '/etc/passwd') }} => lookup 'file' is refused",
        "{{ query('ansible.builtin.url', 'http://x') }} => lookup 'url' is refused",
        "{% include '/etc/passwd' %} => include",
        "{% import 'x' as y %} => import",
        "{% extends 'x' %} => extends",
        "{{ ''.__class__.__mro__ }} => '__class__' is refused",
        "{{ ''['__class__'] }} => '__class__' is refused",
        "{{ 'a' | attr('__class__') }} => '__class__' is refused",
        "{{ '{0.__class__}'.format('x') }} => '__class__' is refused",
        "{{ 'x'.getClass() }} => no attribute 'getClass'",
        "{{ '/etc/*' | fileglob }} => filter 'fileglob' is refused",
        "{{ '/etc' is directory }} => test 'directory' is refused",
        "{{ range(1000000000) }} => too long",
        "{{ 'a' * 1000000000 }} => too long",
        "{{ [1] * 1000000000 }} => too long",
        "{{ 9 ** 999999 }} => bits",
        "{{ 'x' | center(1000000000) }} => too long",
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %} => ``",
        "{{ ('x' * 200) | regex_replace('(.*)(.*)(.*)(.*)(.*)(.*)(.*)=', '') }} => evaluations",
      })
  void hostileTemplate_isRefused(String template, String why) {
    assertThatThrownBy(() -> render(Map.of(), template))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining(why == null ? "" : why);
  }

  @Test
  void cyclicVariables_areNamedInTheirOrder() {
    assertThatThrownBy(
            () -> render(Map.of("a", "{{ b }}", "b", "{{ c }}", "c", "x{{ a }}"), "{{ a }}"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("recursive loop: a -> b -> c -> a");
  }

  @Test
  void deepReferences_areRefused() {
    Map<String, String> variables =
        IntStream.range(0, 5000)
            .boxed()
            .collect(Collectors.toMap(i -> "v" + i, i -> "{{ v" + (i + 1) + " }}"));

    assertThatThrownBy(() -> render(variables, "{{ v0 }}"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void doublingText_isRefused() {
    Map<String, String> variables = new LinkedHashMap<>();
    IntStream.range(0, 60)
        .forEach(i -> variables.put("v" + i, "{{ v%1$d }}{{ v%1$d }}".formatted(i + 1)));
    variables.put("v60", "ha");

    assertThatThrownBy(() -> render(variables, "{{ v0 }}")).isInstanceOf(OfflineException.class);
  }

  @Test
  void doublingLists_areRefused() {
    Map<String, String> variables = new LinkedHashMap<>();
    IntStream.range(0, 60)
        .forEach(i -> variables.put("v" + i, "{{ [v%1$d, v%1$d] }}".formatted(i + 1)));
    variables.put("v60", "{{ [1] }}");

    assertThatThrownBy(() -> render(variables, "{{ v0 }}")).isInstanceOf(OfflineException.class);
  }

  @ParameterizedTest
  @CsvSource({"(, )", "[, ]", "not , ''", "-, ''"})
  void deepExpression_isRefusedOrEvaluated(String open, String close) {
    String expression = open.repeat(20_000) + "1" + close.repeat(20_000);
    try {
      render(Map.of(), "{{ " + expression + " }}");
    } catch (OfflineException e) {
      org.assertj.core.api.Assertions.assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void deepStatements_areRefused() {
    String template = "{% if true %}".repeat(5000) + "x" + "{% endif %}".repeat(5000);

    assertThatThrownBy(() -> render(Map.of(), template)).isInstanceOf(OfflineException.class);
  }

  @Test
  void billionLaughs_areRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
    for (int i = 1; i < 12; i++) {
      yaml.append("a%1$d: &a%1$d [%2$s]\n".formatted(i, ("*a" + (i - 1) + ", ").repeat(10)));
    }

    assertThatThrownBy(() -> YamlValues.parse(yaml.toString(), "laughs.yml"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("laughs.yml")
        .hasMessageContaining("aliases");
  }

  @Test
  void anchorThatContainsItself_isRefused() {
    assertThatThrownBy(() -> YamlValues.parse("a: &a [1, *a]\n", "self.yml"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("self.yml:1");
  }

  @Test
  void deepYaml_isRefused() {
    assertThatThrownBy(() -> YamlValues.parse("[".repeat(100_000), "deep.yml"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void codeInYaml_isRefused() {
    assertThatThrownBy(
            () -> YamlValues.parse("x: !!python/object/apply:os.system [id]\n", "code.yml"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("code.yml:1")
        .hasMessageContaining("python/object/apply");
  }

  @Test
  void hugeHostRange_isRefused() throws IOException {
    Path file = folder.resolve("hosts");
    Files.writeString(file, "[all]\nnode[1:999999999]\n");

    assertThatThrownBy(() -> InventoryReader.read(file, HostVariables.opener(Vault.closed())))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("more than 20000 hosts");
  }

  @Test
  void multipliedHostRanges_areRefused() throws IOException {
    Path file = folder.resolve("hosts");
    Files.writeString(file, "[all]\nn[1:999]-[1:999]-[1:999]\n");

    assertThatThrownBy(() -> InventoryReader.read(file, HostVariables.opener(Vault.closed())))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("more than 20000 hosts");
  }

  @Test
  void inventoryThatIsAProgram_isNotRun() throws IOException {
    Path file = folder.resolve("hosts.sh");
    Files.writeString(file, "#!/bin/sh\ntouch ran\n");
    org.assertj.core.api.Assertions.assertThat(file.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> InventoryReader.read(file, HostVariables.opener(Vault.closed())))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("is a program, and is not run");
  }
}
