package io.github.kubesprayoffline.ansible.jinja;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** What was read of sources, as long as all of them are not too long. */
final class SourceCache<T> {

  private final Map<String, T> read = new ConcurrentHashMap<>();
  private final AtomicLong room;

  /** A cache for as many characters of sources. */
  SourceCache(long characters) {
    this.room = new AtomicLong(characters);
  }

  /** What is read of a source, now or before. */
  T get(String source, Function<String, T> reader) {
    T known = read.get(source);
    if (known != null) {
      return known;
    }
    T result = reader.apply(source);
    if (room.addAndGet(-(long) source.length()) >= 0) {
      read.put(source, result);
    } else {
      room.addAndGet(source.length());
    }
    return result;
  }
}
