package io.github.kubesprayoffline.mojo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.github.kubesprayoffline.transfer.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.maven.plugin.logging.Log;

/** What the transfers of a build came to, a row for each kind of thing. */
final class SummaryTable {

  private final Log log;

  SummaryTable(Log log) {
    this.log = log;
  }

  void print(Map<String, Summary> summaries) {
    List<ColumnData<Map.Entry<String, Summary>>> columns =
        List.of(
            column("", HorizontalAlign.LEFT, Map.Entry::getKey),
            number("items", summary -> summary.items()),
            number("bytes", Summary::bytes),
            number("from cache", summary -> summary.fromCache()),
            column("seconds", HorizontalAlign.RIGHT, row -> seconds(row.getValue())));
    AsciiTable.getTable(AsciiTable.NO_BORDERS, List.copyOf(summaries.entrySet()), columns)
        .lines()
        .map(String::stripTrailing)
        .forEach(log::info);
  }

  private static ColumnData<Map.Entry<String, Summary>> number(
      String header, Function<Summary, Number> value) {
    return column(
        header, HorizontalAlign.RIGHT, row -> String.valueOf(value.apply(row.getValue())));
  }

  private static ColumnData<Map.Entry<String, Summary>> column(
      String header, HorizontalAlign align, Function<Map.Entry<String, Summary>, String> value) {
    return new Column().header(header).headerAlign(align).dataAlign(align).with(value);
  }

  private static String seconds(Summary summary) {
    return String.format(Locale.ROOT, "%.1f", summary.time().toMillis() / 1000.0);
  }
}
