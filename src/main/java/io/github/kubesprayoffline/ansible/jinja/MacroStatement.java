package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code macro name(a, b=1)}: text that is rendered when it is called, with values for its names.
 */
final class MacroStatement implements Tag {

  private static final long serialVersionUID = 1;

  private static final Pattern HEADER =
      Pattern.compile("\\s*(\\w+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

  private static final SourceCache<Header> HEADERS =
      new SourceCache<>(Expressions.MAX_CACHED_CHARS);

  /** The macro's name, and its parameters with what they are where nothing is given. */
  private record Header(String name, Map<String, Expression> parameters) {

    static Header parse(String source) {
      Matcher header = HEADER.matcher(source);
      if (!header.matches()) {
        throw new EvaluationException("'macro %s' cannot be read".formatted(source.strip()));
      }
      Map<String, Expression> parameters = new LinkedHashMap<>();
      for (String each : header.group(2).split(",", -1)) {
        String[] parts = each.split("=", 2);
        if (!parts[0].isBlank()) {
          Expression otherwise =
              parts.length == 2
                  ? Expressions.inStatement(parts[1])
                  : new Expression.Constant(
                      Undefined.of("'%s' is undefined".formatted(parts[0].strip())));
          parameters.put(parts[0].strip(), otherwise);
        }
      }
      return new Header(header.group(1), parameters);
    }
  }

  @Override
  public String getName() {
    return "macro";
  }

  @Override
  public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
    TemplateInterpreter scope = (TemplateInterpreter) interpreter;
    Header header = HEADERS.get(tag.getHelpers(), Header::parse);
    Callable macro = (positional, named) -> call(tag, header, scope, positional, named);
    scope.define(header.name(), macro);
    return "";
  }

  private static String call(
      TagNode tag,
      Header header,
      TemplateInterpreter scope,
      List<@Nullable Object> positional,
      Map<String, @Nullable Object> named) {
    scope.budget().enter();
    scope.enterScope();
    try {
      List<String> names = new ArrayList<>(header.parameters().keySet());
      header.parameters().forEach((name, value) -> scope.define(name, value.evaluate(scope)));
      for (int i = 0; i < Math.min(names.size(), positional.size()); i++) {
        scope.define(names.get(i), positional.get(i));
      }
      named.forEach(scope::define);
      return scope.renderInside(tag.getChildren());
    } finally {
      scope.leaveScope();
      scope.budget().leave();
    }
  }
}
