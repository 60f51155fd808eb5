package io.github.kubesprayoffline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A petabyte: the sum of as many as a document can have is still a number. */
  private static final long LARGEST_NUMBER = 1L << 50;

  public JsonFields {
    if (!object.isObject()) {
      throw new InvalidInputException(
          "%s: %s is not a JSON object"
              .formatted(name, pointer.isEmpty() ? "the document" : pointer));
    }
  }

  /**
   * A document that is an object.
   *
   * @param name what to call it in an error
   */
  public static JsonFields of(String name, byte[] bytes) {
    return new JsonFields(name, "", CanonicalJson.read(name, bytes));
  }

  /**
   * Refuses a document of another schema.
   *
   * @param otherwise what to do about one
   */
  public void requireSchema(String schema, String otherwise) {
    String got = text("schema");
    if (!got.equals(schema)) {
      throw new InvalidInputException(
          "got the schema '%s', want '%s': %s"
              .formatted(Printable.shortened(got), schema, otherwise));
    }
  }

  /** What a reader makes of this object; the reader's own error gains the place. */
  public <T> T value(Function<JsonFields, T> reader) {
    try {
      return reader.apply(this);
    } catch (InvalidInputException e) {
      if (e.getMessage().startsWith(name + ": ")) {
        throw e;
      }
      String place = pointer.isEmpty() ? name : name + ": " + pointer;
      throw new InvalidInputException(place + ": " + e.getMessage(), e);
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

  /** A text, parsed; empty where null is written. */
  public <T> Optional<T> optionalText(String field, Function<String, T> parser) {
    return object.path(field).isNull() ? Optional.empty() : Optional.of(text(field, parser));
  }

  /** A truth value. */
  public boolean flag(String field) {
    return require(field, JsonNodeType.BOOLEAN).booleanValue();
  }

  /** A number of bytes. */
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
      result.add(new JsonFields(name, element, node).value(reader));
    }
    return result;
  }

  /** A list of texts. */
  public List<String> texts(String field) {
    return texts(field, Function.identity());
  }

  /** A list of texts, each parsed; the parser's own error gains the place. */
  public <T> List<T> texts(String field, Function<String, T> parser) {
    List<T> result = new ArrayList<>();
    for (JsonNode element : require(field, JsonNodeType.ARRAY)) {
      if (!element.isTextual()) {
        throw new InvalidInputException(
            "%s/%d: got %s, want %s"
                .formatted(at(field), result.size(), element.getNodeType(), JsonNodeType.STRING));
      }
      result.add(parse(field + "/" + result.size(), element.textValue(), parser));
    }
    return result;
  }

  /** All fields as a map. */
  public <K extends Comparable<K>, V> SortedMap<K, V> map(
      Function<String, K> key, MapValue<V> value) {
    SortedMap<K, V> result = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      K parsed = parse(entry.getKey(), entry.getKey(), key);
      if (result.put(parsed, value.read(this, entry.getKey())) != null) {
        throw new InvalidInputException(at(entry.getKey()) + ": this is there already");
      }
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
      String why = Printable.of(String.valueOf(e.getMessage()));
      throw new InvalidInputException(at(field) + ": " + why, e);
    }
  }

  private long requireNumber(String field, JsonNode value) {
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    if (!fits || value.longValue() < 0 || value.longValue() > LARGEST_NUMBER) {
      throw new InvalidInputException(
          "%s: got %s, want a whole number of bytes"
              .formatted(at(field), Printable.shortened(value.toString())));
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
    return name + ": " + pointer + "/" + Printable.shortened(field);
  }
}
