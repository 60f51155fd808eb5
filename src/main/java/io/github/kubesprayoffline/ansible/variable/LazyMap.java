package io.github.kubesprayoffline.ansible.variable;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map whose values are made when they are asked for. */
public abstract class LazyMap extends AbstractMap<String, @Nullable Object> {

  /** The keys, in order. */
  protected abstract Set<String> keys();

  /** Whether there is such a key. */
  protected abstract boolean has(String key);

  /** The value of a key that is there. */
  protected abstract @Nullable Object make(String key);

  @Override
  public boolean containsKey(Object key) {
    return key instanceof String name && has(name);
  }

  @Override
  public @Nullable Object get(Object key) {
    return containsKey(key) ? make((String) key) : null;
  }

  @Override
  public Set<String> keySet() {
    return keys();
  }

  @Override
  public int size() {
    return keys().size();
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    Set<Entry<String, @Nullable Object>> entries = new LinkedHashSet<>();
    keys().forEach(name -> entries.add(new SimpleEntry<>(name, make(name))));
    return entries;
  }
}
