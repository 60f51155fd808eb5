package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell would: quotes group, a backslash escapes, a number sign ends it. */
final class ShellWords {

  private final String line;
  private final String where;
  private final List<String> words = new ArrayList<>();
  private StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String line, String where) {
    this.line = line;
    this.where = where;
  }

  static List<String> split(String line, String where) {
    return new ShellWords(line, where).split();
  }

  private List<String> split() {
    while (at < line.length() && !(line.charAt(at) == '#' && !inWord)) {
      next(line.charAt(at));
    }
    end();
    return words;
  }

  private void next(char c) {
    if (c == '#') {
      at = line.length();
    } else if (Character.isWhitespace(c)) {
      end();
      at++;
    } else if (c == '\'' || c == '"') {
      quoted(c);
    } else {
      if (c == '\\' && at + 1 < line.length()) {
        at++;
      }
      word.append(line.charAt(at++));
      inWord = true;
    }
  }

  private void quoted(char mark) {
    inWord = true;
    at++;
    while (at < line.length() && line.charAt(at) != mark) {
      boolean escapes =
          mark == '"'
              && line.charAt(at) == '\\'
              && at + 1 < line.length()
              && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\');
      at += escapes ? 1 : 0;
      word.append(line.charAt(at++));
    }
    if (at >= line.length()) {
      throw new InvalidInputException("%s: a quote is not closed".formatted(where));
    }
    at++;
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
    }
    word = new StringBuilder();
    inWord = false;
  }
}
