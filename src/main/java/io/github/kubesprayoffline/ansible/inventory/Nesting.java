package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** How deep groups lie in each other, found in one walk over all of them. */
final class Nesting {

  /** No inventory of people's making comes near. */
  private static final int MAX_DEPTH = 100;

  private Nesting() {}

  /**
   * Gives each group its depth, which is one more than that of its deepest parent.
   *
   * @throws InvalidInputException if a group contains itself, or lies too deep: with file and line
   */
  static void measure(Collection<Group> groups) {
    Map<Group, Integer> parentsLeft = new HashMap<>();
    Deque<Group> next = new ArrayDeque<>();
    for (Group group : groups) {
      group.setDepth(0);
      parentsLeft.put(group, group.parents().size());
      if (group.parents().isEmpty()) {
        next.add(group);
      }
    }
    int measured = 0;
    while (!next.isEmpty()) {
      Group group = next.remove();
      measured++;
      for (Group child : group.children()) {
        deepen(group, child);
        if (parentsLeft.merge(child, -1, Integer::sum) == 0) {
          next.add(child);
        }
      }
    }
    if (measured < groups.size()) {
      parentsLeft.values().removeIf(left -> left == 0);
      throw circle(parentsLeft.keySet());
    }
  }

  private static void deepen(Group group, Group child) {
    child.setDepth(Math.max(child.depth(), group.depth() + 1));
    if (child.depth() > MAX_DEPTH) {
      throw new InvalidInputException(
          "%s: group '%s' lies more than %d groups deep"
              .formatted(group.whereAdded(child), child, MAX_DEPTH));
    }
  }

  /** Going from parent to parent of groups that all have one here ends in a circle. */
  private static InvalidInputException circle(Set<Group> groups) {
    Set<Group> seen = new LinkedHashSet<>();
    Group at = groups.iterator().next();
    while (seen.add(at)) {
      at = at.parents().stream().filter(groups::contains).findFirst().orElseThrow();
    }
    Group child = at;
    do {
      Group parent = child.parents().stream().filter(groups::contains).findFirst().orElseThrow();
      if (!parent.whereAdded(child).isEmpty()) {
        return new InvalidInputException(
            "%s: group '%s' would contain itself through '%s'"
                .formatted(parent.whereAdded(child), parent, child));
      }
      child = parent;
    } while (child != at);
    return new InvalidInputException("group '%s' would contain itself".formatted(at));
  }
}
