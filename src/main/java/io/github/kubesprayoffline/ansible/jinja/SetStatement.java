package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.FlexibleTag;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import org.jspecify.annotations.Nullable;

/** {@code set name = value}, and {@code set name} with a body that becomes the value. */
final class SetStatement implements Tag, FlexibleTag {

  private static final long serialVersionUID = 1;

  private static final SourceCache<Assignment> ASSIGNMENTS =
      new SourceCache<>(Expressions.MAX_CACHED_CHARS);

  /** The words after {@code set}; no value where the body is it. */
  private record Assignment(Targets targets, @Nullable Expression value) {
    static Assignment parse(String source) {
      Parser parser = new Parser(source, false);
      Targets targets = parser.targets();
      if (parser.takeOperator("=") != null) {
        return new Assignment(targets, parser.parseAll());
      }
      parser.end();
      return new Assignment(targets, null);
    }
  }

  @Override
  public String getName() {
    return "set";
  }

  @Override
  public boolean hasEndTag(TagToken token) {
    return !token.getHelpers().contains("=");
  }

  @Override
  public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
    TemplateInterpreter scope = (TemplateInterpreter) interpreter;
    try {
      scope.budget().chars(tag.getHelpers().length());
      Assignment assignment = ASSIGNMENTS.get(tag.getHelpers(), Assignment::parse);
      Expression value = assignment.value();
      assignment
          .targets()
          .assign(
              value == null ? scope.renderInside(tag.getChildren()) : value.evaluate(scope), scope);
      return "";
    } catch (io.github.kubesprayoffline.ansible.value.UndefinedException e) {
      throw e;
    } catch (EvaluationException e) {
      throw new EvaluationException(
          "in 'set %s': %s".formatted(tag.getHelpers().strip(), e.getMessage()), e);
    }
  }
}
