package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.id.Printable;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** One line at the bottom of a terminal that is written over again and again. */
final class ProgressLine {

  private static final long PAUSE_NANOS = 100_000_000;
  private static final int WIDTH = 110;

  private final PrintStream out;
  private long lastShown;
  private int lastLength;

  ProgressLine(PrintStream out) {
    this.out = out;
  }

  /** Shows the parts, unless the line has just been written. */
  synchronized void show(Supplier<List<String>> parts) {
    long now = System.nanoTime();
    if (now - lastShown < PAUSE_NANOS) {
      return;
    }
    lastShown = now;
    List<String> current = parts.get();
    String text =
        Printable.of("Progress (%d): %s".formatted(current.size(), String.join(" | ", current)));
    write(text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text);
  }

  /** Makes room for a line that stays. */
  synchronized void clear() {
    if (lastLength > 0) {
      write("");
      out.print('\r');
      out.flush();
    }
  }

  private void write(String text) {
    out.print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
    out.flush();
    lastLength = text.length();
  }
}
