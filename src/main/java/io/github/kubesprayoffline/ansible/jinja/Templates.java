package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders templates as Ansible does: text that looks like a list, a map or a truth value becomes
 * one, the newlines at the end are kept, and an undefined value in the result is an error.
 */
public final class Templates {

  /** Templates of a whole release and a large inventory fit; a hostile one cannot fill memory. */
  private static final long MAX_CACHED_CHARS = 2 << 20;

  /** A parsed expression, statement or comment, and what is between them. */
  private static final int BYTES_PER_MARK = 1024;

  private static final int BYTES_PER_CHAR = 8;

  /** As much of a template as a message shows. */
  private static final int SHOWN = 200;

  private static final int MAX_DEPTH = 200;

  private final SourceCache<Node> parsed = new SourceCache<>(MAX_CACHED_CHARS);

  /** Whether a text holds anything to render. */
  public static boolean isTemplate(String text) {
    int brace = text.indexOf('{');
    while (brace >= 0 && brace + 1 < text.length()) {
      char next = text.charAt(brace + 1);
      if (next == '{' || next == '%' || next == '#') {
        return true;
      }
      brace = text.indexOf('{', brace + 1);
    }
    return false;
  }

  /**
   * Renders a template.
   *
   * @throws EvaluationException if it cannot be read, or evaluated
   */
  public @Nullable Object render(String template, Scope scope) {
    return scope
        .budget()
        .charge(() -> Failures.named(() -> rendered(template, scope), () -> shown(template)));
  }

  /**
   * Renders a template to text, whatever that looks like, as the module {@code template} does.
   *
   * @throws EvaluationException if it cannot be read, or evaluated
   */
  public String text(String template, Scope scope) {
    Object text =
        scope
            .budget()
            .charge(() -> Failures.named(() -> asText(template, scope), () -> shown(template)));
    return Python.str(text);
  }

  private String asText(String template, Scope scope) {
    scope.budget().chars(template.length());
    try {
      List<Node> nodes = parsed.get(withoutLastNewline(template), Templates::parse).getChildren();
      String text = new TemplateInterpreter(scope).render(nodes);
      return Python.str(keepNewlines(template, text));
    } catch (InterpretException e) {
      throw cause(e);
    }
  }

  /**
   * Whether a condition holds, which is an expression without braces.
   *
   * @throws EvaluationException if it cannot be read, or evaluated
   */
  public boolean holds(String condition, Scope scope) {
    Object truth =
        scope
            .budget()
            .charge(
                () ->
                    Failures.named(
                        () -> Python.truth(Expressions.inStatement(condition).evaluate(scope)),
                        () -> shown(condition)));
    return Boolean.TRUE.equals(truth);
  }

  private @Nullable Object rendered(String template, Scope scope) {
    scope.budget().chars(template.length());
    Object result = result(template, scope);
    return result instanceof String text ? keepNewlines(template, literal(text)) : result;
  }

  private static String shown(String template) {
    return template.length() <= SHOWN ? template : template.substring(0, SHOWN) + "…";
  }

  private @Nullable Object result(String template, Scope scope) {
    try {
      List<Node> nodes = parsed.get(withoutLastNewline(template), Templates::parse).getChildren();
      return nodes.size() == 1 && nodes.get(0) instanceof ExpressionNode only
          ? single(((ExpressionToken) only.getMaster()).getExpr(), scope)
          : new TemplateInterpreter(scope).render(nodes);
    } catch (InterpretException e) {
      throw cause(e);
    }
  }

  /** An expression that stands alone keeps its type where reading its text would give it back. */
  private static @Nullable Object single(String expression, Scope scope) {
    Object value =
        Undefined.require(finished(Expressions.between(expression).evaluate(scope), scope));
    boolean keepsType =
        value instanceof Boolean || value instanceof Text.Finished || isLiteral(value, 0);
    return keepsType ? value : Python.str(value);
  }

  /** What Ansible makes of a value that is put out: nothing of None, a failure of undefined. */
  static Object finished(@Nullable Object value, Scope scope) {
    if (value == null) {
      return "";
    }
    requireDefined(value, scope);
    return value;
  }

  private static void requireDefined(@Nullable Object value, Scope scope) {
    if (value instanceof Map<?, ?> map) {
      scope.budget().items(map.size());
      map.values().forEach(item -> requireDefined(item, scope));
    } else if (value instanceof Collection<?> items) {
      scope.budget().items(items.size());
      items.forEach(item -> requireDefined(item, scope));
    } else if (value != null) {
      Undefined.require(value);
    }
  }

  private static boolean isLiteral(@Nullable Object value, int depth) {
    Budget.current().step();
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .allMatch(entry -> isItem(entry.getKey(), depth) && isItem(entry.getValue(), depth));
    }
    return value instanceof List<?> list
        && !(depth == 0 && value instanceof Tuple)
        && list.stream().allMatch(item -> isItem(item, depth));
  }

  private static boolean isItem(@Nullable Object item, int depth) {
    return item == null
        || item instanceof String
        || item instanceof Text.Finished
        || Python.isInteger(item)
        || (item instanceof Double number && Double.isFinite(number))
        || isLiteral(item, depth + 1);
  }

  private static @Nullable Object literal(String text) {
    boolean looksLikeOne =
        text.startsWith("{") || text.startsWith("[") || text.equals("True") || text.equals("False");
    if (!looksLikeOne) {
      return text;
    }
    var result = PythonLiteral.parse(text);
    return result.isPresent() ? result.get().value() : text;
  }

  private static @Nullable Object keepNewlines(String template, @Nullable Object result) {
    return result instanceof String text
        ? new GrowingText()
            .append(text)
            .repeat("\n", (long) newlines(template) - newlines(text))
            .toString()
        : result;
  }

  private static int newlines(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.length() - end;
  }

  private static String withoutLastNewline(String template) {
    String normal =
        template.indexOf('\r') < 0 ? template : template.replace("\r\n", "\n").replace('\r', '\n');
    return normal.endsWith("\n") ? normal.substring(0, normal.length() - 1) : normal;
  }

  private static Node parse(String template) {
    Budget.current().items(template.length());
    Budget.current().make(BYTES_PER_MARK * marks(template));
    Budget.current().make((long) BYTES_PER_CHAR * template.length());
    TemplateInterpreter interpreter = TemplateInterpreter.forParsing();
    Node root = interpreter.parse(TemplateGuard.guard(template));
    List<TemplateError> errors = interpreter.getErrorsCopy();
    if (!errors.isEmpty()) {
      throw new EvaluationException(
          "template error: %s".formatted(errors.get(0).getMessage()), errors.get(0).getException());
    }
    return root;
  }

  private static long marks(String template) {
    return template.chars().filter(c -> c == '{').count();
  }

  private static EvaluationException cause(InterpretException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EvaluationException found) {
        return found;
      }
    }
    return new EvaluationException("template error: " + e.getMessage(), e);
  }
}
