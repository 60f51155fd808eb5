package io.github.kubesprayoffline.play.model;

import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.List;
import java.util.Objects;

/**
 * A role, as its files have it.
 *
 * @param name as it was called
 * @param path its folder, relative to the tree
 */
public record Role(
    String name,
    String path,
    Variables defaults,
    Variables vars,
    List<RoleUse> dependencies,
    boolean allowsDuplicates,
    List<Step> tasks,
    List<Step> handlers) {

  public Role {
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(defaults);
    Objects.requireNonNull(vars);
    dependencies = List.copyOf(dependencies);
    tasks = List.copyOf(tasks);
    handlers = List.copyOf(handlers);
  }
}
