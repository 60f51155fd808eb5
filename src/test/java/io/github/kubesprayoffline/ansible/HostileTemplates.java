package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
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

  static final String RIGHT = "right: ";

  private static final int MAX_MESSAGE = 10_000;

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

  /** Prints for each row, one on a line, whether it ended as it must, and how. */
  public static void main(String[] arguments) throws IOException {
    for (Row row : table()) {
      long start = CPU.getCurrentThreadCpuTime();
      Budget budget = Budget.forHosts(1);
      String end = end(row, budget).replaceAll("\\s+", " ");
      long millis = (CPU.getCurrentThreadCpuTime() - start) / 1_000_000;
      System.out.printf("%s\t%d ms\t%d steps%n", end, millis, budget.steps());
    }
  }

  private static String end(Row row, Budget budget) {
    try {
      Object value = row.render(budget);
      boolean isRight =
          row.hasValue()
              ? PlainJson.of(value).equals(PlainJson.of(row.value()))
              : row.says() == null;
      return isRight ? RIGHT + "a value" : "a value, which is another";
    } catch (OfflineException e) {
      boolean isRight =
          !row.hasValue()
              && (row.says() == null || e.getMessage().contains(row.says()))
              && !e.getMessage().contains("more memory than there is")
              && e.getMessage().length() < MAX_MESSAGE;
      return (isRight ? RIGHT : "") + "refused: " + e.getMessage();
    }
  }
}
