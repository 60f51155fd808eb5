package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.error.Unforeseen;
import io.github.kubesprayoffline.id.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Whatever an inventory, a server or a library says: no line is forged and no terminal obeys. */
class PrintableLogTest {

  private static final String FORGED = "x\r\n[ERROR] forged \u001b[31mred\u001b[0m\u009b2J\u202e";

  @Property(tries = 500)
  void anyText_reachesTheLogWithoutAControlCharacter(@ForAll("texts") String text) {
    Lines lines = new Lines();
    PrintableLog log = new PrintableLog(lines);

    log.debug(text);
    log.info(text);
    log.warn(text);
    log.error(text);
    log.warn(text, new IOException(text));
    log.error(new IOException(text));

    assertThat(lines.texts).hasSize(7).allMatch(Printable::isPlain);
  }

  @Property(tries = 500)
  void anyMessage_isOneLine(@ForAll("texts") String text) {
    assertThat(Printable.isPlain(new OfflineException(text).getMessage())).isTrue();
    assertThat(
            Printable.isPlain(
                Unforeseen.of("reading " + text, new IllegalStateException(text)).getMessage()))
        .isTrue();
  }

  @Property(tries = 200)
  void anyMessages_makeAsManyLinesAsThereAreProblems(@ForAll("texts") String text) {
    Problems problems = new Problems();
    problems.add(new InvalidInputException(text));
    problems.add(new InvalidInputException(text + " again"));
    try {
      problems.throwIfAny();
    } catch (OfflineException e) {
      assertThat(e.getMessage().split("\n", -1)).hasSize(3).allMatch(Printable::isPlain);
    }
  }

  @Property(tries = 200)
  void anyTransfer_isToldInPlainLines(@ForAll("texts") String text) {
    Lines lines = new Lines();
    TransferLog log = new TransferLog(new PrintableLog(lines), TransferLog.Style.LINES);

    log.started(text, OptionalLong.of(1), 0);
    log.retrying(text, text);
    log.finished(text, 1, false);

    assertThat(lines.texts).hasSize(2).allMatch(Printable::isPlain);
  }

  @Property(tries = 200)
  void anyItem_movesNoCursor(@ForAll("texts") String text) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    ProgressLine line = new ProgressLine(new PrintStream(shown, true, StandardCharsets.UTF_8));

    line.show(() -> List.of(text));

    String written = shown.toString(StandardCharsets.UTF_8);
    assertThat(written).startsWith("\r");
    assertThat(Printable.isPlain(written.substring(1))).isTrue();
  }

  @Property(tries = 1)
  void traceForDashE_forgesNoLineAndKeepsNamesAndPlaces() {
    IOException cause = new IOException(FORGED);
    cause.addSuppressed(new IllegalStateException(FORGED));
    StringWriter trace = new StringWriter();

    PrintableTrace.of(new InvalidInputException("what failed", cause))
        .printStackTrace(new PrintWriter(trace, true));

    assertThat(trace.toString())
        .contains("InvalidInputException: what failed", "java.io.IOException: x\\r\\n[ERROR]")
        .contains("IllegalStateException: x\\r\\n", "PrintableLogTest.java");
    assertThat(trace.toString().lines()).noneMatch(line -> line.startsWith("[ERROR]"));
    assertThat(Printable.isPlain(trace.toString().replaceAll("[\n\t]", ""))).isTrue();
  }

  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> hostile = Arbitraries.of(FORGED, "\n", "\r", "\u001b[2K", "\u0085", "\u2028");
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), hostile)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  /** What Maven would be given. */
  private static final class Lines extends SystemStreamLog {

    private final List<String> texts = new ArrayList<>();

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public void debug(CharSequence content) {
      texts.add(content.toString());
    }

    @Override
    public void info(CharSequence content) {
      texts.add(content.toString());
    }

    @Override
    public void warn(CharSequence content) {
      texts.add(content.toString());
    }

    @Override
    public void error(CharSequence content) {
      texts.add(content.toString());
    }

    @Override
    public void warn(CharSequence content, Throwable error) {
      texts.add(content.toString());
      texts.add(error.getMessage());
    }

    @Override
    public void error(CharSequence content, Throwable error) {
      texts.add(content.toString());
      texts.add(error.getMessage());
    }

    @Override
    public void error(Throwable error) {
      texts.add(error.getMessage());
    }
  }
}
