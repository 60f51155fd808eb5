package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class TransferLogTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void transferredItem_saysHowLargeAndHowFast() {
    TransferLog log = log(TransferLog.Style.LINES);

    log.started("kubelet", OptionalLong.of(2000), 0);
    log.advanced("kubelet", 2000);
    log.finished("kubelet", 2000, false);

    assertThat(lines).singleElement().asString().matches("kubelet \\(2\\.0 kB at .+/s\\)");
  }

  @Test
  void itemOutOfTheStore_saysSo() {
    log(TransferLog.Style.LINES).finished("kubelet", 2000, true);

    assertThat(lines).containsExactly("kubelet (2.0 kB from cache)");
  }

  @Test
  void quiet_tellsOnlyOfTrouble() {
    TransferLog log = log(TransferLog.Style.QUIET);

    log.retrying("kubelet", "HTTP 503");
    log.finished("kubelet", 2000, true);

    assertThat(lines).containsExactly("kubelet: trying again: HTTP 503");
  }

  private TransferLog log(TransferLog.Style style) {
    return new TransferLog(
        new SystemStreamLog() {
          @Override
          public void info(CharSequence content) {
            lines.add(content.toString());
          }

          @Override
          public void warn(CharSequence content) {
            lines.add(content.toString());
          }
        },
        style);
  }
}
