package io.github.kubesprayoffline.ansible.yaml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that remembers the file it was read from and the line of each key. */
public final class MarkedMap extends LinkedHashMap<@Nullable Object, @Nullable Object> {

  private static final long serialVersionUID = 1;

  private final transient String file;
  private final transient Map<@Nullable Object, Integer> lines = new HashMap<>();

  MarkedMap(String file) {
    this.file = file;
  }

  void put(@Nullable Object key, @Nullable Object value, int line) {
    put(key, value);
    lines.put(key, line);
  }

  /** The file, as it was named when it was read. */
  public String file() {
    return file;
  }

  /** Whether another one comes from the same lines of the same file. */
  public boolean hasPlacesOf(MarkedMap other) {
    return file.equals(other.file) && lines.equals(other.lines);
  }

  /** The line that a key stands on, counted from 1; 0 if it came from elsewhere. */
  public int line(@Nullable Object key) {
    return lines.getOrDefault(key, 0);
  }
}
