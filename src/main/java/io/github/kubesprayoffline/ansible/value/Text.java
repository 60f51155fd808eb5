package io.github.kubesprayoffline.ansible.value;

/** Text that is more than its characters. Its {@code toString} is the plain text. */
public sealed interface Text {

  /** Text tagged {@code !unsafe}, or the result of a lookup: never rendered again. */
  record Unsafe(String text) implements Text {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Text that a filter such as {@code to_json} made: not read as a list or map again. */
  record Finished(String text) implements Text {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Text tagged {@code !vault}: read only when it is needed.
   *
   * @param where file and line, for the message when no password opens it
   */
  record Vaulted(String ciphertext, String where) implements Text {
    @Override
    public String toString() {
      return "(encrypted)";
    }
  }

  /** A date or time as YAML writes it, in Python's words. */
  record Timestamp(String text) implements Text {
    @Override
    public String toString() {
      return text;
    }
  }
}
