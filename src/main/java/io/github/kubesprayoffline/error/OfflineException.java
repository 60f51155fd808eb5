package io.github.kubesprayoffline.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure whose message names the thing, the cause and the next step, in words meant for the
 * release engineer. The mojos show the message and nothing else; the stack trace is for {@code -e}.
 * Whatever is told in it stands on one line and is printable, unless it was composed of {@link
 * Lines}.
 */
public class OfflineException extends RuntimeException {

  /** A failure that needs no further cause to be understood. */
  public OfflineException(String message) {
    super(Escapes.line(message));
  }

  /** A failure with the exception it was found by. */
  public OfflineException(String message, @Nullable Throwable cause) {
    super(Escapes.line(message), cause);
  }

  /** A failure that takes several lines to tell. */
  public OfflineException(Lines message, @Nullable Throwable cause) {
    super(message.toString(), cause);
  }

  /** The message on one line, for a sentence that quotes it. */
  public final String oneLine() {
    return String.valueOf(getMessage()).replaceAll("\\n\\s*(- )?", " / ");
  }
}
