package io.github.kubesprayoffline.ansible.jinja;

/**
 * A word of an expression.
 *
 * @param value the name, operator or text; the number for a number
 */
record Token(Kind kind, Object value) {

  enum Kind {
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && value.equals(operator);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && value.equals(name);
  }

  @Override
  public String toString() {
    return kind == Kind.END ? "the end" : "'" + value + "'";
  }
}
