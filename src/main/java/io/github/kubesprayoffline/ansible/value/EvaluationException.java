package io.github.kubesprayoffline.ansible.value;

import io.github.kubesprayoffline.error.OfflineException;

/** A template, or a value in it, that Ansible would not evaluate either. */
public class EvaluationException extends OfflineException {

  /** Says what cannot be evaluated, and why. */
  public EvaluationException(String message) {
    super(message);
  }

  /** Says the same, with the exception it was found by. */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
