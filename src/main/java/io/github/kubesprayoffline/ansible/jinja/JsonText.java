package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python's {@code json.dumps} writes it. */
final class JsonText {

  private final GrowingText out = new GrowingText();
  private final Budget budget = Budget.current();
  private final int indent;
  private final boolean sorted;

  private JsonText(int indent, boolean sorted) {
    this.indent = indent;
    this.sorted = sorted;
  }

  static String compact(@Nullable Object value, boolean sorted) {
    return new JsonText(-1, sorted).write(value, 0);
  }

  static String indented(@Nullable Object value, int indent, boolean sorted) {
    return new JsonText(indent, sorted).write(value, 0);
  }

  private String write(@Nullable Object value, int depth) {
    append(value, depth);
    return out.toString();
  }

  private void append(@Nullable Object value, int depth) {
    budget.step();
    if (value == null) {
      out.append("null");
    } else if (value instanceof Boolean || Python.isInteger(value)) {
      out.append(value instanceof BigInteger big ? Numbers.text(big) : value.toString());
    } else if (value instanceof Double number) {
      out.append(floating(number));
    } else if (value instanceof Map<?, ?> map) {
      map(map, depth);
    } else if (value instanceof List<?> list) {
      list(list, depth);
    } else {
      Undefined.require(value);
      if (value instanceof Iterable) {
        throw new EvaluationException(
            "Object of type %s is not JSON serializable".formatted(Python.typeName(value)));
      }
      text(value.toString());
    }
  }

  private static String floating(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : Python.str(number);
  }

  private void map(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    budget.makeItems(map.size());
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    if (sorted) {
      entries.sort(Comparator.comparing(Map.Entry::getKey, Python::compare));
    }
    char before = '{';
    for (Map.Entry<?, ?> entry : entries) {
      out.append(before);
      line(before == '{', depth + 1);
      text(key(entry.getKey()));
      out.append(": ");
      append(entry.getValue(), depth + 1);
      before = ',';
    }
    line(true, depth);
    out.append('}');
  }

  private static String key(@Nullable Object key) {
    if (key == null) {
      return "null";
    }
    return key instanceof Boolean ? key.toString() : Python.str(key);
  }

  private void list(List<?> list, int depth) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    char before = '[';
    for (Object item : list) {
      out.append(before);
      line(before == '[', depth + 1);
      append(item, depth + 1);
      before = ',';
    }
    line(true, depth);
    out.append(']');
  }

  private void line(boolean atEdge, int depth) {
    if (indent >= 0) {
      out.append('\n').repeat(" ", (long) indent * depth);
    } else if (!atEdge) {
      out.append(' ');
    }
  }

  private void text(String text) {
    budget.chars(2L * text.length());
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= 0x20 && c < 0x7f) {
            out.append(c);
          } else {
            String hex = Integer.toHexString(c);
            out.append("\\u").repeat("0", 4L - hex.length()).append(hex);
          }
        }
      }
    }
    out.append('"');
  }
}
