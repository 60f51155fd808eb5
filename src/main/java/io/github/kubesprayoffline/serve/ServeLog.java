package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.id.Printable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Tells the operator what clients asked for in vain, each once, and counts the rest. */
final class ServeLog {

  /** So that a scanner cannot fill the memory. */
  private static final int MOST = 1000;

  private final Consumer<String> warn;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final LongAdder requests = new LongAdder();

  ServeLog(Consumer<String> warn) {
    this.warn = warn;
  }

  /** Notes that a request came. */
  void asked() {
    requests.increment();
  }

  /** How many requests have come. */
  long requests() {
    return requests.sum();
  }

  /** Tells of something that is not in the bundle. */
  void missing(Answer answer) {
    tell("Not in the bundle: " + answer.request().getHttpURI().getPathQuery());
  }

  /** Tells of a file that somebody has written to. */
  void changed(Content content) {
    tell(
        "%s was changed or removed while it was served; it is refused. Start serve again"
            .formatted(content.path()));
  }

  private void tell(String what) {
    String line = Printable.of(what);
    if (told.size() < MOST && told.add(line)) {
      warn.accept(line);
    }
  }
}
