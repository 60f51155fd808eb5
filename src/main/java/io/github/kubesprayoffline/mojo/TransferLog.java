package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.Console;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/**
 * Tells of transfers as Maven tells of its own: a line per item, and on a terminal what is under
 * way.
 */
final class TransferLog implements Progress {

  /** How much is told. */
  enum Style {
    /** Only what goes wrong: {@code --no-transfer-progress}. */
    QUIET,
    /** A line per item: batch mode, and output that is no terminal. */
    LINES,
    /** A line per item, and one that shows what is under way. */
    TERMINAL;

    /**
     * What the user asked Maven for. Maven has no other word for {@code -ntp} and {@code -B} than
     * the listener that it takes for its own transfers.
     */
    static Style of(MavenSession session) {
      String listener = session.getRequest().getTransferListener().getClass().getSimpleName();
      if (listener.contains("Quiet")) {
        return QUIET;
      }
      boolean batch = !session.getRequest().isInteractiveMode() || System.getenv("CI") != null;
      return batch || !isTerminal() ? LINES : TERMINAL;
    }

    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on a console may be none; ask it then.
    private static boolean isTerminal() {
      Console console = System.console();
      if (console == null) {
        return false;
      }
      try {
        return (boolean) Console.class.getMethod("isTerminal").invoke(console);
      } catch (ReflectiveOperationException e) {
        return true;
      }
    }
  }

  private record Running(OptionalLong total, long already, AtomicLong received, long since) {}

  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Log log;
  private final Style style;
  private final ProgressLine line;

  TransferLog(Log log, Style style) {
    this.log = log;
    this.style = style;
    this.line = new ProgressLine(System.out);
  }

  @Override
  public void started(String item, OptionalLong total, long already) {
    running.put(item, new Running(total, already, new AtomicLong(), System.nanoTime()));
  }

  @Override
  public void advanced(String item, long bytes) {
    Running transfer = running.get(item);
    if (transfer != null) {
      transfer.received().addAndGet(bytes);
      showRunning();
    }
  }

  @Override
  public void retrying(String item, String reason) {
    say(() -> log.warn(item + ": trying again: " + reason));
  }

  @Override
  public void finished(String item, long size, boolean fromCache) {
    Running transfer = running.remove(item);
    if (style == Style.QUIET) {
      return;
    }
    String how =
        fromCache || transfer == null
            ? "from cache"
            : "at " + Sizes.speed(transfer.received().get(), System.nanoTime() - transfer.since());
    say(() -> log.info("%s (%s %s)".formatted(item, Sizes.of(size), how)));
  }

  @Override
  public void failed(String item, String reason) {
    running.remove(item);
    line.clear();
  }

  private void say(Runnable message) {
    line.clear();
    message.run();
  }

  private void showRunning() {
    if (style == Style.TERMINAL) {
      line.show(() -> running.entrySet().stream().map(TransferLog::text).sorted().toList());
    }
  }

  private static String text(Map.Entry<String, Running> entry) {
    Running transfer = entry.getValue();
    String soFar = Sizes.of(transfer.already() + transfer.received().get());
    String total = transfer.total().isPresent() ? "/" + Sizes.of(transfer.total().getAsLong()) : "";
    return entry.getKey().replaceFirst(" .*", "") + " " + soFar + total;
  }
}
