package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ProgressLine line =
      new ProgressLine(new PrintStream(written, true, StandardCharsets.UTF_8));

  @Test
  void whatIsUnderWay_standsOnOneLineThatIsWrittenOver() {
    line.show(() -> List.of("kubelet 1.0 MB/60.1 MB", "helm 3.0 kB"));

    assertThat(text()).isEqualTo("\rProgress (2): kubelet 1.0 MB/60.1 MB | helm 3.0 kB");
  }

  @Test
  void secondShowAtOnce_waits() {
    line.show(() -> List.of("kubelet 1.0 MB"));
    line.show(() -> List.of("kubelet 2.0 MB"));

    assertThat(text()).doesNotContain("2.0 MB");
  }

  @Test
  void manyTransfers_areCutToTheWidthOfATerminal() {
    line.show(() -> Collections.nCopies(20, "kubelet 1.0 MB/60.1 MB"));

    assertThat(text()).hasSizeLessThan(120).endsWith("...");
  }

  @Test
  void clearedLine_leavesNothingBehindTheNextOne() {
    line.show(() -> List.of("helm 3.0 kB"));
    line.clear();

    assertThat(text()).endsWith("\r" + " ".repeat("Progress (1): helm 3.0 kB".length()) + "\r");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
