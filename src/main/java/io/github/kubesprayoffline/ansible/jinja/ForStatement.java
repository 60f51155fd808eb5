package io.github.kubesprayoffline.ansible.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code for … in … if …}, with {@code loop} and {@code else}. */
final class ForStatement implements Tag {

  private static final long serialVersionUID = 1;

  private static final SourceCache<LoopHeader> HEADERS =
      new SourceCache<>(Expressions.MAX_CACHED_CHARS);

  /** What a round costs beside its body. */
  private static final int LOOP_STEPS = 4;

  @Override
  public String getName() {
    return "for";
  }

  @Override
  public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
    TemplateInterpreter scope = (TemplateInterpreter) interpreter;
    LoopHeader header = HEADERS.get(tag.getHelpers(), LoopHeader::parse);
    List<@Nullable Object> items = items(header, scope);
    List<Node> body = new ArrayList<>();
    List<Node> otherwise = new ArrayList<>();
    List<Node> current = body;
    for (Node child : tag.getChildren()) {
      if (child instanceof TagNode branch && branch.getName().equals("else")) {
        current = otherwise;
      } else {
        current.add(child);
      }
    }
    return items.isEmpty() ? scope.renderInside(otherwise) : loop(header, items, body, scope);
  }

  private static List<@Nullable Object> items(LoopHeader header, TemplateInterpreter scope) {
    List<@Nullable Object> all = Python.iterate(header.items().evaluate(scope));
    Expression condition = header.condition();
    if (condition == null) {
      return all;
    }
    Budget.current().makeItems(all.size());
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : all) {
      scope.enterScope();
      try {
        header.targets().assign(item, scope);
        if (Python.truth(condition.evaluate(scope))) {
          kept.add(item);
        }
      } finally {
        scope.leaveScope();
      }
    }
    return kept;
  }

  private static String loop(
      LoopHeader header, List<@Nullable Object> items, List<Node> body, TemplateInterpreter scope) {
    GrowingText out = new GrowingText();
    for (int i = 0; i < items.size(); i++) {
      scope.enterScope();
      try {
        header.targets().assign(items.get(i), scope);
        Budget.current().items(LOOP_STEPS);
        scope.define("loop", state(items, i));
        out.append(scope.renderInside(body));
      } finally {
        scope.leaveScope();
      }
    }
    return out.toString();
  }

  private static Map<String, @Nullable Object> state(List<@Nullable Object> items, int index) {
    Map<String, @Nullable Object> loop = new LinkedHashMap<>();
    loop.put("index", index + 1L);
    loop.put("index0", (long) index);
    loop.put("revindex", (long) items.size() - index);
    loop.put("revindex0", items.size() - index - 1L);
    loop.put("first", index == 0);
    loop.put("last", index == items.size() - 1);
    loop.put("length", (long) items.size());
    loop.put("depth", 1L);
    loop.put("depth0", 0L);
    if (index > 0) {
      loop.put("previtem", items.get(index - 1));
    }
    if (index + 1 < items.size()) {
      loop.put("nextitem", items.get(index + 1));
    }
    return loop;
  }
}
