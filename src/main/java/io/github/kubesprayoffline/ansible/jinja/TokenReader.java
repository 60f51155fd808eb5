package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the words of an expression, and says which one was not expected. */
class TokenReader {

  private final List<Token> words;
  private int at;

  TokenReader(List<Token> words) {
    this.words = words;
  }

  /** Nothing may follow. */
  void end() {
    if (current().kind() != Token.Kind.END) {
      throw unexpected();
    }
  }

  /** A name with its parts, as in {@code ansible.builtin.combine}. */
  String dottedName() {
    StringBuilder name = new StringBuilder(identifier());
    while (takeOperator(".") != null) {
      name.append('.').append(identifier());
    }
    return name.toString();
  }

  String identifier() {
    if (current().kind() != Token.Kind.NAME) {
      throw unexpected();
    }
    return (String) next().value();
  }

  Token current() {
    return words.get(at);
  }

  /** The word behind the current one, where that is not the last. */
  Token afterNext() {
    return words.get(at + 1);
  }

  Token next() {
    return words.get(current().kind() == Token.Kind.END ? at : at++);
  }

  /** Goes past a name, if it is the next word. */
  boolean takeName(String name) {
    boolean found = current().isName(name);
    if (found) {
      at++;
    }
    return found;
  }

  /** The first of these operators that is the next word, which is passed then. */
  @Nullable String takeOperator(String... operators) {
    for (String operator : operators) {
      if (current().isOperator(operator)) {
        at++;
        return operator;
      }
    }
    return null;
  }

  /** Goes past an operator that must be here. */
  void expect(String operator) {
    if (takeOperator(operator) == null) {
      throw new EvaluationException("expected token '%s', got %s".formatted(operator, current()));
    }
  }

  /** The failure of the word that was passed last. */
  EvaluationException back() {
    at = Math.max(0, current().kind() == Token.Kind.END ? at : at - 1);
    return unexpected();
  }

  EvaluationException unexpected() {
    return new EvaluationException("unexpected " + current());
  }
}
