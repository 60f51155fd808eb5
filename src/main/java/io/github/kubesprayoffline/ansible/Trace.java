package io.github.kubesprayoffline.ansible;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read of a host's variables: by whom, and how closely. */
final class Trace {

  private final Deque<Set<String>> readers = new ArrayDeque<>(List.of(new LinkedHashSet<>()));
  private final Map<String, Set<String>> uses = new HashMap<>();
  private final Set<String> values = new LinkedHashSet<>();
  private final Set<String> presences = new LinkedHashSet<>();
  private final Set<String> writings = new LinkedHashSet<>();
  private final Set<String> makings = new LinkedHashSet<>();
  private boolean readsAllNames;
  private long events;

  /** The value of a name was asked for, by the variable that is being rendered or from outside. */
  void value(String name) {
    boolean isNew = readers.getFirst().add(name);
    if (readers.size() == 1) {
      isNew = values.add(name);
    }
    events += isNew ? 1 : 0;
  }

  /** Whether there is such a variable was asked from outside. */
  void presence(String name) {
    events += presences.add(name) ? 1 : 0;
  }

  /** How and where a variable is written was asked from outside. */
  void writing(String name) {
    events += writings.add(name) ? 1 : 0;
  }

  void allNames() {
    events += readsAllNames ? 0 : 1;
    readsAllNames = true;
  }

  void begin() {
    readers.addFirst(new LinkedHashSet<>());
  }

  void end(String name) {
    uses.computeIfAbsent(name, each -> new LinkedHashSet<>()).addAll(readers.removeFirst());
  }

  /** Ends a reading that does not count as one from outside. */
  void forget() {
    readers.removeFirst();
  }

  /** The names that were read from outside since the last call. */
  Set<String> drain() {
    Set<String> names = readers.removeLast();
    readers.addLast(new LinkedHashSet<>());
    return names;
  }

  /** What a variable was made of, which was asked from outside. */
  Set<String> making(String name) {
    events += makings.add(name) ? 1 : 0;
    return usesOf(name);
  }

  Set<String> usesOf(String name) {
    return uses.getOrDefault(name, Set.of());
  }

  boolean isReadAs(Reading reading, String name) {
    return switch (reading) {
      case VALUE -> values.contains(name);
      case PRESENCE -> presences.contains(name);
      case WRITING -> writings.contains(name);
      case MAKING -> makings.contains(name);
    };
  }

  /** The ways to read a variable from outside. */
  enum Reading {
    VALUE,
    PRESENCE,
    WRITING,
    MAKING
  }

  boolean readsAllNames() {
    return readsAllNames;
  }

  /** Grows with everything that is read for the first time. */
  long events() {
    return events;
  }

  /** All names that anything read. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(values);
    names.addAll(presences);
    names.addAll(writings);
    names.addAll(makings);
    uses.values().forEach(names::addAll);
    return names;
  }

  /** The variables that were made of each. */
  Map<String, List<String>> users() {
    Map<String, List<String>> users = new HashMap<>();
    uses.forEach(
        (user, used) ->
            used.forEach(name -> users.computeIfAbsent(name, each -> new ArrayList<>()).add(user)));
    return users;
  }
}
