package io.github.kubesprayoffline.ansible.value;

/** A value was used that nothing defines; the {@code default} filter is what catches it. */
public final class UndefinedException extends EvaluationException {

  /** Says which name or key is missing. */
  public UndefinedException(String message) {
    super(message);
  }
}
