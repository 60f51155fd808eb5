package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.FlexibleTag;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import io.github.kubesprayoffline.ansible.value.EvaluationException;

/** {@code set name = value}, and {@code set name} with a body that becomes the value. */
final class SetStatement implements Tag, FlexibleTag {

  private static final long serialVersionUID = 1;

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
      Parser parser = new Parser(tag.getHelpers(), false);
      Targets targets = parser.targets();
      if (hasEndTag((TagToken) tag.getMaster())) {
        parser.end();
        targets.assign(scope.renderInside(tag.getChildren()), scope);
      } else {
        parser.expect("=");
        targets.assign(parser.parseAll().evaluate(scope), scope);
      }
      return "";
    } catch (io.github.kubesprayoffline.ansible.value.UndefinedException e) {
      throw e;
    } catch (EvaluationException e) {
      throw new EvaluationException(
          "in 'set %s': %s".formatted(tag.getHelpers().strip(), e.getMessage()), e);
    }
  }
}
