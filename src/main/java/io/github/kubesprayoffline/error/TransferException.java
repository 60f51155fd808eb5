package io.github.kubesprayoffline.error;

import org.jspecify.annotations.Nullable;

/** Something could not be brought over the network, or sent over it. */
public class TransferException extends OfflineException {

  /** Says what was asked of whom, the answer, and what to try. */
  public TransferException(String message) {
    super(message);
  }

  /** Says the same, with the last attempt's exception; earlier attempts are suppressed in it. */
  public TransferException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says the same in several lines. */
  public TransferException(Lines message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
