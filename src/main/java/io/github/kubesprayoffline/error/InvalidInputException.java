package io.github.kubesprayoffline.error;

/** What the user gave (a parameter, an inventory, a tree, a file) cannot be used as it is. */
public final class InvalidInputException extends OfflineException {

  /** Says what was given, what is wrong with it, and what to write instead. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** Says the same in several lines. */
  public InvalidInputException(Lines message) {
    super(message, null);
  }

  /** Says the same, with the exception that the input was refused by. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
