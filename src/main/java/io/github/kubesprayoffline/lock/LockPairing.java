package io.github.kubesprayoffline.lock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds for each thing of one lock its successor in another. */
final class LockPairing {

  /** A thing and its successor; one of them may be missing. */
  record Pair<T>(String key, @Nullable T before, @Nullable T after) {

    @Nullable String from(Function<T, String> label) {
      return before == null ? null : label.apply(before);
    }

    @Nullable String to(Function<T, String> label) {
      return after == null ? null : label.apply(after);
    }

    long fromSize(ToLongFunction<T> size) {
      return before == null ? 0 : size.applyAsLong(before);
    }

    long toSize(ToLongFunction<T> size) {
      return after == null ? 0 : size.applyAsLong(after);
    }
  }

  private LockPairing() {}

  /**
   * Pairs what has the same key: the same release of it first, then what is left in order.
   *
   * @param release what differs from one release to the next
   */
  static <T> List<Pair<T>> of(
      List<T> before, List<T> after, Function<T, String> key, Function<T, String> release) {
    Map<String, List<T>> olds = grouped(before, key);
    Map<String, List<T>> news = grouped(after, key);
    TreeSet<String> keys = new TreeSet<>(olds.keySet());
    keys.addAll(news.keySet());
    List<Pair<T>> pairs = new ArrayList<>();
    for (String each : keys) {
      pair(
          each,
          olds.getOrDefault(each, new ArrayList<>()),
          news.getOrDefault(each, new ArrayList<>()),
          release,
          pairs);
    }
    return pairs;
  }

  private static <T> void pair(
      String key, List<T> olds, List<T> news, Function<T, String> release, List<Pair<T>> pairs) {
    for (Iterator<T> left = olds.iterator(); left.hasNext(); ) {
      T old = left.next();
      news.stream()
          .filter(candidate -> release.apply(candidate).equals(release.apply(old)))
          .findFirst()
          .ifPresent(
              same -> {
                pairs.add(new Pair<>(key, old, same));
                news.remove(same);
                left.remove();
              });
    }
    olds.sort(Comparator.comparing(release));
    news.sort(Comparator.comparing(release));
    for (int i = 0; i < Math.max(olds.size(), news.size()); i++) {
      pairs.add(
          new Pair<>(
              key, i < olds.size() ? olds.get(i) : null, i < news.size() ? news.get(i) : null));
    }
  }

  private static <T> Map<String, List<T>> grouped(List<T> things, Function<T, String> key) {
    return things.stream()
        .collect(
            Collectors.groupingBy(
                key, TreeMap::new, Collectors.toCollection(() -> new ArrayList<>())));
  }
}
