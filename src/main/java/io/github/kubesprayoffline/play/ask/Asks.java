package io.github.kubesprayoffline.play.ask;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that a walk found, with who asks for it and on which hosts. */
public final class Asks {

  private static final String DOWNLOAD = "download";

  private final Map<Ask, Map<Source, Seen>> all = new LinkedHashMap<>();
  private final Map<String, SortedSet<String>> failures = new TreeMap<>();

  /** On which hosts a source asks: certainly, and only perhaps. */
  public static final class Seen {
    private final SortedSet<String> certain = new TreeSet<>();
    private final SortedSet<String> possible = new TreeSet<>();

    /** The hosts on which it is certainly asked for. */
    public SortedSet<String> certain() {
      return certain;
    }

    /** All hosts on which it is asked for, or may be. */
    public SortedSet<String> hosts() {
      SortedSet<String> hosts = new TreeSet<>(certain);
      hosts.addAll(possible);
      return hosts;
    }

    /** Whether it is certain on some host. */
    public boolean isCertain() {
      return !certain.isEmpty();
    }
  }

  void add(Ask ask, Source source, String host, boolean isCertain) {
    Seen seen =
        all.computeIfAbsent(ask, each -> new LinkedHashMap<>())
            .computeIfAbsent(source, each -> new Seen());
    (isCertain ? seen.certain : seen.possible).add(host);
  }

  /** Adds what was found elsewhere. */
  public void addAll(Asks others) {
    others.all.forEach(
        (ask, sources) ->
            sources.forEach(
                (source, seen) -> {
                  seen.certain.forEach(host -> add(ask, source, host, true));
                  seen.possible.forEach(host -> add(ask, source, host, false));
                }));
    others.failures.forEach((place, all) -> all.forEach(why -> fail(place, why)));
  }

  /** Asks for hosts what is asked for on the one that stands for them. */
  public void spread(Map<String, List<String>> others) {
    for (Map<Source, Seen> sources : all.values()) {
      for (Seen seen : sources.values()) {
        others.forEach(
            (host, more) -> {
              if (seen.certain.contains(host)) {
                seen.certain.addAll(more);
              } else if (seen.possible.contains(host)) {
                seen.possible.addAll(more);
              }
            });
      }
    }
  }

  /** Remembers what could not be evaluated. */
  public void fail(String place, String why) {
    failures.computeIfAbsent(place, each -> new TreeSet<>()).add(why);
  }

  /** The tasks that could not be evaluated, by their place, with why. */
  public Map<String, SortedSet<String>> failures() {
    return failures;
  }

  /** The asks of a kind, with who asks. */
  public <T extends Ask> List<Map.Entry<T, Map<Source, Seen>>> of(Class<T> kind) {
    List<Map.Entry<T, Map<Source, Seen>>> found = new ArrayList<>();
    all.forEach(
        (ask, sources) -> {
          if (kind.isInstance(ask)) {
            found.add(Map.entry(kind.cast(ask), sources));
          }
        });
    return found;
  }

  /** The packages that hosts ask for, by host. */
  public Map<String, SortedSet<String>> packages(boolean removed, boolean certainOnly) {
    Map<String, SortedSet<String>> byHost = new TreeMap<>();
    for (var each : of(Ask.Packages.class)) {
      if (each.getKey().removes() == removed) {
        for (Seen seen : each.getValue().values()) {
          (certainOnly ? seen.certain() : seen.hosts())
              .forEach(
                  host ->
                      byHost
                          .computeIfAbsent(host, name -> new TreeSet<>())
                          .addAll(each.getKey().names()));
        }
      }
    }
    byHost.values().removeIf(Collection::isEmpty);
    return byHost;
  }

  /** Whether one of the sources asks certainly. */
  public static boolean isCertain(Map<Source, Seen> sources) {
    return sources.values().stream().anyMatch(Seen::isCertain);
  }

  /** Whether the role that fetches {@code downloads} is one of the sources. */
  public static boolean isOfDownload(Map<Source, Seen> sources) {
    return sources.keySet().stream().anyMatch(source -> source.role().equals(DOWNLOAD));
  }

  /** Sources in an order that does not depend on how they were found. */
  public static List<Map.Entry<Source, Seen>> sorted(Map<Source, Seen> sources) {
    return sources.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Source, Seen> each) -> each.getKey().at())
                .thenComparing(each -> each.getKey().role())
                .thenComparing(each -> each.getKey().task())
                .thenComparing(each -> each.getKey().when().toString()))
        .toList();
  }
}
