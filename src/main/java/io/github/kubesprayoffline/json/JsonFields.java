package io.github.kubesprayoffline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read with errors that say where.
 *
 * @param name the file's name
 * @param pointer the way to this object: {@code /files/3}; empty at the top
 */
public record JsonFields(String name, String pointer, JsonNode object) {

  public JsonFields {
    if (!object.isObject()) {
      throw new InvalidInputException("%s: %s is not a JSON object".formatted(name, pointer));
    }
  }

  /** A text, parsed; the parser's own error gains the place. */
  public <T> T text(String field, Function<String, T> parser) {
    return parse(field, require(field, JsonNodeType.STRING).textValue(), parser);
  }

  /** A text that must be there. */
  public String text(String field) {
    return text(field, Function.identity());
  }

  /** A text, parsed; null where null is written. */
  public <T> @Nullable T textOrNull(String field, Function<String, T> parser) {
    return object.path(field).isNull() ? null : text(field, parser);
  }

  /** A truth value. */
  public boolean flag(String field) {
    return require(field, JsonNodeType.BOOLEAN).booleanValue();
  }

  /** A whole number that is not negative. */
  public long number(String field) {
    return requireNumber(field, require(field, JsonNodeType.NUMBER));
  }

  /** An object within this one. */
  public JsonFields object(String field) {
    return new JsonFields(name, pointer + "/" + field, require(field, JsonNodeType.OBJECT));
  }

  /** A list of objects. */
  public <T> List<T> objects(String field, Function<JsonFields, T> reader) {
    List<T> result = new ArrayList<>();
    for (JsonNode node : require(field, JsonNodeType.ARRAY)) {
      String element = pointer + "/" + field + "/" + result.size();
      result.add(reader.apply(new JsonFields(name, element, node)));
    }
    return result;
  }

  /** A list of texts. */
  public List<String> texts(String field) {
    List<String> result = new ArrayList<>();
    for (JsonNode element : require(field, JsonNodeType.ARRAY)) {
      result.add(element.asText());
    }
    return result;
  }

  /** All fields as a map. */
  public <K extends Comparable<K>, V> SortedMap<K, V> map(
      Function<String, K> key, MapValue<V> value) {
    SortedMap<K, V> result = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      result.put(parse(entry.getKey(), entry.getKey(), key), value.read(this, entry.getKey()));
    }
    return result;
  }

  /** Reads the value of one field. */
  public interface MapValue<V> {
    /** The value of that field. */
    V read(JsonFields fields, String field);
  }

  private <T> T parse(String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | InvalidInputException e) {
      throw new InvalidInputException(at(field) + ": " + e.getMessage(), e);
    }
  }

  private long requireNumber(String field, JsonNode value) {
    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
      throw new InvalidInputException(
          "%s: got %s, want a whole number of bytes".formatted(at(field), value));
    }
    return value.longValue();
  }

  private JsonNode require(String field, JsonNodeType type) {
    JsonNode value = object.path(field);
    if (value.getNodeType() != type) {
      throw new InvalidInputException(
          "%s: got %s, want %s".formatted(at(field), value.getNodeType(), type));
    }
    return value;
  }

  private String at(String field) {
    return name + ": " + pointer + "/" + field;
  }
}
