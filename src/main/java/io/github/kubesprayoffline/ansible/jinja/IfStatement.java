package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.List;

/** {@code if}, {@code elif}, {@code else} by Python's truth. */
final class IfStatement implements Tag {

  private static final long serialVersionUID = 1;

  @Override
  public String getName() {
    return "if";
  }

  @Override
  public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
    TemplateInterpreter scope = (TemplateInterpreter) interpreter;
    boolean decided = holds(tag, scope);
    boolean chosen = decided;
    List<Node> body = new ArrayList<>();
    for (Node child : tag.getChildren()) {
      boolean isBranch =
          child instanceof TagNode branch
              && (branch.getName().equals("elif") || branch.getName().equals("else"));
      if (isBranch) {
        chosen = !decided && (child.getName().equals("else") || holds((TagNode) child, scope));
        decided |= chosen;
      } else if (chosen) {
        body.add(child);
      }
    }
    return scope.renderInside(body);
  }

  private static boolean holds(TagNode branch, TemplateInterpreter scope) {
    return Python.truth(Expressions.inStatement(branch.getHelpers()).evaluate(scope));
  }
}
