package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.expression.ExpressionStrategy;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Jinjava's interpreter, whose statements and expressions are evaluated by Python's rules. Names
 * are looked up among what the template set itself, then in the scope around it.
 */
final class TemplateInterpreter extends JinjavaInterpreter implements Scope {

  private static final Set<String> ALLOWED =
      Set.of(
          "if",
          "elif",
          "else",
          "endif",
          "for",
          "endfor",
          "set",
          "endset",
          "raw",
          "endraw",
          "macro",
          "endmacro");

  private static final Jinjava JINJAVA = new Jinjava(config(Map.of()));
  private static final JinjavaConfig CONFIG = config(Map.of(Context.Library.TAG, refusedTags()));

  static {
    Context context = JINJAVA.getGlobalContext();
    context.registerTag(new IfStatement());
    context.registerTag(new ForStatement());
    context.registerTag(new SetStatement());
    context.registerTag(new MacroStatement());
    context.setExpressionStrategy(new Output());
  }

  /** A value that the template gave a name; wrapped, since Jinjava's contexts hold no null. */
  private record Local(@Nullable Object value) {}

  private static final class Output implements ExpressionStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public RenderedOutputNode interpretOutput(
        ExpressionToken token, JinjavaInterpreter interpreter) {
      TemplateInterpreter scope = (TemplateInterpreter) interpreter;
      Object value = Expressions.between(token.getExpr()).evaluate(scope);
      return new RenderedOutputNode(
          Python.str(Undefined.require(Templates.finished(value, scope))));
    }
  }

  private final @Nullable Scope outer;

  TemplateInterpreter(@Nullable Scope outer) {
    super(
        JINJAVA,
        new Context(
            JINJAVA.getGlobalContext(), Map.of(), Map.of(Context.Library.TAG, refusedTags())),
        CONFIG);
    this.outer = outer;
  }

  static TemplateInterpreter forParsing() {
    return new TemplateInterpreter(null);
  }

  private static JinjavaConfig config(Map<Context.Library, Set<String>> disabled) {
    return JinjavaConfig.newBuilder()
        .withTrimBlocks(true)
        .withKeepTrailingNewline(true)
        .withNestedInterpretationEnabled(false)
        .withFailOnUnknownTokens(false)
        .withMaxOutputSize(Budget.MAX_TEXT)
        .withDisabled(disabled)
        .build();
  }

  private static Set<String> refusedTags() {
    return JINJAVA.getGlobalContext().getAllTags().stream()
        .map(Tag::getName)
        .filter(name -> !ALLOWED.contains(name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Renders nodes one after the other. */
  String render(List<Node> nodes) {
    try (var current = closeablePushCurrent(this).get()) {
      return ((TemplateInterpreter) current.value()).renderInside(nodes);
    }
  }

  /** Renders the body of a statement. */
  String renderInside(List<Node> nodes) {
    GrowingText out = new GrowingText();
    for (Node node : nodes) {
      budget().step();
      out.append(node.render(this).getValue());
    }
    return out.toString();
  }

  /** Gives a name a value until the statement ends that is being rendered. */
  void define(String name, @Nullable Object value) {
    getContext().put(name, new Local(value));
  }

  @Override
  public @Nullable Object resolve(String name) {
    Object local = getContext().get(name);
    if (local instanceof Local found) {
      return found.value();
    }
    return outer == null ? Undefined.of("'%s' is undefined".formatted(name)) : outer.resolve(name);
  }

  @Override
  public @Nullable Object choose(List<?> items) {
    return outer == null ? Scope.super.choose(items) : outer.choose(items);
  }

  @Override
  public Budget budget() {
    return outer == null ? Budget.forHosts(1) : outer.budget();
  }
}
