package io.github.kubesprayoffline.error;

/**
 * A failure whose message names the thing, the cause and the next step, in words meant for the
 * release engineer. The mojos show the message and nothing else; the stack trace is for {@code -e}.
 */
public class OfflineException extends RuntimeException {

  /** A failure that needs no further cause to be understood. */
  public OfflineException(String message) {
    super(message);
  }

  /** A failure with the exception it was found by. */
  public OfflineException(String message, Throwable cause) {
    super(message, cause);
  }
}
