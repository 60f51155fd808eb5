package io.github.kubesprayoffline.ansible.value;

import io.github.kubesprayoffline.error.OfflineException;

/** A template, or a value in it, that Ansible would not evaluate either. */
public class EvaluationException extends OfflineException {

  /** A message that quotes a hostile text must not become as long as that. */
  private static final int MAX_MESSAGE = 4000;

  private static final int TAIL = 1000;

  /** Says what cannot be evaluated, and why. */
  public EvaluationException(String message) {
    super(cut(message));
  }

  /** Says the same, with the exception it was found by. */
  public EvaluationException(String message, Throwable cause) {
    super(cut(message), cause);
  }

  static String cut(String message) {
    return message.length() <= MAX_MESSAGE
        ? message
        : message.substring(0, MAX_MESSAGE - TAIL)
            + " … "
            + message.substring(message.length() - TAIL);
  }
}
