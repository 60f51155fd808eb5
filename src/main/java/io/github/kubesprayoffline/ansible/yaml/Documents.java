package io.github.kubesprayoffline.ansible.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of a stream, such as a file of manifests. */
public final class Documents {

  private Documents() {}

  /**
   * Reads text of any number of documents; those with nothing in them are left out.
   *
   * @param name what to call the text in messages
   * @throws io.github.kubesprayoffline.error.InvalidInputException if one of them is not YAML
   */
  public static List<Object> parse(String text, String name) {
    List<Object> all = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.equals("---")
          || line.startsWith("--- ")
          || line.startsWith("---\t")
          || line.equals("---\r")) {
        add(document, name, all);
        document.append(line.substring(3)).append('\n');
      } else {
        document.append(line).append('\n');
      }
    }
    add(document, name, all);
    return all;
  }

  private static void add(StringBuilder document, String name, List<Object> all) {
    @Nullable Object value = YamlValues.parse(document.toString(), name);
    document.setLength(0);
    if (value != null) {
      all.add(value);
    }
  }
}
