package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.play.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments that are written in one line: {@code src=a dest="b c"}. */
final class KeyValues {

  /** What commands take beside the command itself. */
  private static final Set<String> OF_COMMANDS =
      Set.of(
          "creates",
          "removes",
          "chdir",
          "executable",
          "warn",
          "stdin",
          "stdin_add_newline",
          "strip_empty_ends");

  private static final Pattern PAIR = Pattern.compile("(\\w+)=(.*)", Pattern.DOTALL);

  private KeyValues() {}

  /**
   * Arguments of a line.
   *
   * @param isCommand whether everything is the command, but for a few known names
   */
  static Map<String, @Nullable Object> parse(String line, boolean isCommand) {
    Map<String, @Nullable Object> args = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    for (String word : words(line)) {
      if (word.strip().equals("\\")) {
        continue;
      }
      Matcher pair = PAIR.matcher(word.strip());
      boolean isArgument = pair.matches() && (!isCommand || OF_COMMANDS.contains(pair.group(1)));
      if (isArgument) {
        args.put(pair.group(1), unquoted(pair.group(2)));
      } else {
        rest.add(word);
      }
    }
    if (!rest.isEmpty()) {
      args.put(
          Task.RAW, isCommand ? String.join("", rest).strip() : String.join(" ", rest).strip());
    }
    return args;
  }

  private static String unquoted(String text) {
    boolean isQuoted =
        text.length() > 1
            && (text.startsWith("\"") || text.startsWith("'"))
            && text.endsWith(text.substring(0, 1));
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * Words with the white space after them; quotes and braces keep theirs inside. A line goes on
   * after a backslash.
   */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    int depth = 0;
    boolean hasEnded = false;
    String joined = line.replace("\\\n", " ");
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      boolean isSpace = Character.isWhitespace(c) && quote == 0 && depth == 0;
      if (hasEnded && !isSpace) {
        words.add(word.toString());
        word.setLength(0);
      }
      hasEnded = isSpace && (hasEnded || word.length() > 0);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{' || c == '}') {
        depth = Math.max(0, depth + (c == '{' ? 1 : -1));
      }
      if (!isSpace || word.length() > 0) {
        word.append(c);
      }
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }
}
