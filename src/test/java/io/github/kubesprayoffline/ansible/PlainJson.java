package io.github.kubesprayoffline.ansible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.ansible.value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's values as JSON, to compare with what Ansible printed. */
final class PlainJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PlainJson() {}

  static JsonNode of(@Nullable Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(plain(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Marked text is plain text in JSON. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, item) -> all.put(String.valueOf(key), plain(item)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(item -> all.add(plain(item)));
      return all;
    }
    return value instanceof Text ? value.toString() : value;
  }
}
