package io.github.kubesprayoffline.ansible.value;

/**
 * What a missing name or key evaluates to. It may be passed about; using it fails.
 *
 * @param why the message of the failure
 * @param lenient whether it reads as an empty text, as the missing {@code else} of an inline {@code
 *     if} does
 */
public record Undefined(String why, boolean lenient) {

  /** Cuts what is said of a hostile name. */
  public Undefined {
    why = EvaluationException.cut(why);
  }

  /** The usual kind, which fails when used. */
  public static Undefined of(String why) {
    return new Undefined(why, false);
  }

  /** The failure to throw when the value is used. */
  public UndefinedException failure() {
    return new UndefinedException(why);
  }

  /**
   * Lets through any value but an undefined one.
   *
   * @throws UndefinedException if the value is undefined
   */
  public static Object require(Object value) {
    if (value instanceof Undefined undefined && !undefined.lenient()) {
      throw undefined.failure();
    }
    return value;
  }
}
