package io.github.kubesprayoffline.error;

/** Bytes are not the ones that were asked for. */
public final class IntegrityException extends OfflineException {

  /** Says where the bytes came from, what they are and what they should have been. */
  public IntegrityException(String message) {
    super(message);
  }

  /** Says the same in several lines. */
  public IntegrityException(Lines message) {
    super(message, null);
  }

  /** The usual sentence: the place, what was got, what was wanted, and the next step. */
  public static IntegrityException mismatch(
      String where, Object got, Object want, String nextStep) {
    return new IntegrityException("%s: got %s, want %s. %s".formatted(where, got, want, nextStep));
  }
}
