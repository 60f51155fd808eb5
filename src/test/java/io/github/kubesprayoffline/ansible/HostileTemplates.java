package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.Origin.Source;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of hostile templates; as a program it evaluates all of them in the heap it is given.
 */
final class HostileTemplates {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private HostileTemplates() {}

  /**
   * A row of the table.
   *
   * @param hasValue whether it must have a value
   * @param value the value it must have
   * @param says what the refusal must say; null where it may have a value
   */
  record Row(
      String template,
      Map<String, @Nullable Object> variables,
      boolean hasValue,
      @Nullable Object value,
      @Nullable String says) {
    @Override
    public String toString() {
      return template;
    }

    /** What the template gives. */
    @Nullable Object render(Budget budget) {
      return new Templar(
              Variables.of(variables, Source.EXTRA_VARS, "test"),
              new Templates(),
              budget,
              Vault.closed())
          .render(template);
    }
  }

  static List<Row> table() throws IOException {
    Object table =
        YamlValues.parse(ExpressionsTest.resource("hostile-templates.yml"), "hostile-templates");
    List<Row> rows = new ArrayList<>();
    for (Object each : (List<?>) table) {
      Map<?, ?> row = (Map<?, ?>) each;
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      if (row.get("variables") instanceof Map<?, ?> given) {
        given.forEach((name, value) -> variables.put((String) name, value));
      }
      rows.add(
          new Row(
              (String) row.get("template"),
              variables,
              row.containsKey("is"),
              row.get("is"),
              (String) row.get("says")));
    }
    return rows;
  }

  /** Prints how each row ended, one on a line. */
  public static void main(String[] arguments) throws IOException {
    for (Row row : table()) {
      long start = CPU.getCurrentThreadCpuTime();
      Budget budget = Budget.forHosts(arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]));
      String end = end(row, budget);
      long millis = (CPU.getCurrentThreadCpuTime() - start) / 1_000_000;
      System.out.printf("%s\t%d ms\t%d steps\t%s%n", end, millis, budget.steps(), row);
    }
  }

  private static String end(Row row, Budget budget) {
    try {
      row.render(budget);
      return "value";
    } catch (OfflineException e) {
      return "refused: " + e.getMessage().lines().findFirst().orElse("");
    }
  }
}
