package io.github.kubesprayoffline.ansible;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made last, kept so that it need not be made again; what was made before goes. */
final class Recent<K, V> {

  private final int most;
  private final Function<K, V> maker;
  private final Map<K, V> made = new LinkedHashMap<>(16, 0.75f, true);

  Recent(int most, Function<K, V> maker) {
    this.most = most;
    this.maker = maker;
  }

  V get(K key) {
    V value = made.get(key);
    if (value == null) {
      value = maker.apply(key);
      made.put(key, value);
      if (made.size() > most) {
        made.remove(made.keySet().iterator().next());
      }
    }
    return value;
  }
}
