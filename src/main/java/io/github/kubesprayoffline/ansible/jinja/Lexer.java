package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.NumberText;
import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into words. */
final class Lexer {

  private static final Pattern WORD =
      Pattern.compile(
          "(?<space>\\s+)"
              + "|(?<float>(?<!\\.)(\\d+_)*\\d+((\\.(\\d+_)*\\d+)?[eE][+-]?(\\d+_)*\\d+|\\.(\\d+_)*\\d+))"
              + "|(?<integer>0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|[1-9](_?\\d)*|0(_?0)*)"
              + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<string>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")"
              + "|(?<operator>\\*\\*|//|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;])",
          Pattern.DOTALL);

  private static final int CHARS_PER_STEP = 4;

  /** Of words and of what the parser makes of them. */
  private static final int BYTES_PER_CHAR = 64;

  private Lexer() {}

  /**
   * The words of an expression.
   *
   * @param rawStrings whether backslashes in texts stand for themselves, as Ansible has it between
   *     double braces
   */
  static List<Token> words(String source, boolean rawStrings) {
    Budget.current().items(source.length() / CHARS_PER_STEP);
    Budget.current().make((long) BYTES_PER_CHAR * source.length());
    List<Token> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(source);
    int at = 0;
    while (at < source.length()) {
      if (!find(matcher, at)) {
        throw new EvaluationException("unexpected char '%s'".formatted(source.charAt(at)));
      }
      if (matcher.group("space") == null) {
        words.add(word(matcher, rawStrings));
      }
      at = matcher.end();
    }
    words.add(new Token(Token.Kind.END, ""));
    return words;
  }

  private static boolean find(Matcher matcher, int at) {
    try {
      return matcher.find(at) && matcher.start() == at;
    } catch (StackOverflowError e) {
      throw new EvaluationException("a text in the expression is too long", e);
    }
  }

  private static Token word(Matcher matcher, boolean rawStrings) {
    String text = matcher.group();
    if (matcher.group("name") != null) {
      return new Token(Token.Kind.NAME, text);
    }
    if (matcher.group("operator") != null) {
      return new Token(Token.Kind.OPERATOR, text);
    }
    if (matcher.group("string") != null) {
      String body = text.substring(1, text.length() - 1);
      return new Token(Token.Kind.STRING, rawStrings ? body : PythonLiteral.unescape(body));
    }
    Object number =
        NumberText.parsePython(text)
            .orElseThrow(() -> new EvaluationException("'%s' is too large".formatted(text)));
    return new Token(number instanceof Double ? Token.Kind.FLOAT : Token.Kind.INTEGER, number);
  }
}
