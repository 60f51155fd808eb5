package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The values of a map in a POM, which are texts to Maven. Only what cannot be meant as a text
 * becomes something else: YAML would make 1.3 of the version 1.30.
 */
final class TypedValues {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private TypedValues() {}

  /**
   * The same map with booleans, whole numbers, lists and maps in the place of their texts.
   *
   * @param parameter what the user calls the map
   */
  static Map<String, Object> of(String parameter, Map<String, String> texts) {
    Map<String, Object> values = new LinkedHashMap<>();
    texts.forEach((name, text) -> values.put(name, value(parameter, name, text)));
    return values;
  }

  private static Object value(String parameter, String name, String text) {
    if (text == null) {
      return "";
    }
    String trimmed = text.strip();
    if (trimmed.equalsIgnoreCase("true") || trimmed.equalsIgnoreCase("false")) {
      return Boolean.valueOf(trimmed);
    }
    if (WHOLE_NUMBER.matcher(trimmed).matches()) {
      return Long.valueOf(trimmed);
    }
    return isCollection(trimmed) ? yaml(parameter, name, trimmed) : text;
  }

  private static boolean isCollection(String text) {
    return (text.startsWith("[") && text.endsWith("]"))
        || (text.startsWith("{") && text.endsWith("}") && !text.startsWith("{{"));
  }

  private static Object yaml(String parameter, String name, String text) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (YAMLException e) {
      throw new InvalidInputException(
          "%s.%s is not YAML: %s".formatted(parameter, name, e.getMessage()), e);
    }
  }
}
