package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.Trace.Reading;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.HostLayers;
import io.github.kubesprayoffline.ansible.variable.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether all that was read on one host would be read on another as well. From the variables that
 * are written otherwise there, it walks to those that are made of them, and stops at each whose
 * value is the same nonetheless: {@code 'k8s_cluster' in group_names} is true on hosts of many
 * groups.
 */
public final class Agreement {

  private final Trace trace;
  private final Set<String> names;
  private final Map<String, List<String>> users;
  private final Templar read;

  Agreement(Templar read) {
    this.read = read;
    this.trace = read.trace();
    this.names = trace.names();
    this.users = trace.users();
  }

  /**
   * Whether another host agrees, whose values are given; what is needed of it is rendered there.
   */
  public boolean holdsFor(Templar other) {
    if (trace.readsAllNames()
        && !List.copyOf(read.variables().names()).equals(List.copyOf(other.variables().names()))) {
      return false;
    }
    Deque<String> next = new ArrayDeque<>();
    for (String name : mayDiffer(other)) {
      if (!Alike.areWrittenAlike(read.written(name), other.written(name))) {
        if (isReadAsWritten(name, other)) {
          return false;
        }
        next.add(name);
      }
    }
    return isCutOff(next, other);
  }

  private Set<String> mayDiffer(Templar other) {
    return read.variables() instanceof HostLayers one && other.variables() instanceof HostLayers two
        ? one.mayDiffer(two, names)
        : names;
  }

  private boolean isReadAsWritten(String name, Templar other) {
    return trace.isReadAs(Reading.WRITING, name)
        || (trace.isReadAs(Reading.PRESENCE, name)
            && (read.written(name) == null) != (other.written(name) == null));
  }

  private boolean isCutOff(Deque<String> next, Templar other) {
    Set<String> seen = new HashSet<>(next);
    while (!next.isEmpty()) {
      String name = next.remove();
      if (isSameValue(name, other)) {
        continue;
      }
      if (trace.isReadAs(Reading.VALUE, name)) {
        return false;
      }
      users.getOrDefault(name, List.of()).stream().filter(seen::add).forEach(next::add);
    }
    return true;
  }

  private boolean isSameValue(String name, Templar other) {
    List<@Nullable Object> one = outcome(read, name);
    List<@Nullable Object> two = outcome(other, name);
    return !one.isEmpty()
        && !two.isEmpty()
        && Alike.areAlike(one.get(0), two.get(0))
        && isBare(read.written(name)) == isBare(other.written(name))
        && (!trace.isReadAs(Reading.MAKING, name)
            || trace.usesOf(name).equals(other.trace().usesOf(name)));
  }

  /** A template that is nothing but such a name keeps the type that is written there. */
  private static boolean isBare(@Nullable Variable variable) {
    return variable != null && (variable.value() == null || Python.isNumber(variable.value()));
  }

  /** The value; none of a failure, whose message depends on the way that led there. */
  private static List<@Nullable Object> outcome(Templar templar, String name) {
    List<@Nullable Object> outcome = new ArrayList<>();
    try {
      outcome.add(templar.peek(name));
    } catch (EvaluationException e) {
      outcome.clear();
    }
    return outcome;
  }
}
