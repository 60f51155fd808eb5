package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A role in a place, with the roles that it depends on. */
record RoleNode(
    Role role,
    Keywords keywords,
    Variables params,
    boolean mayRepeat,
    List<RoleNode> dependencies) {

  RoleNode {
    dependencies = List.copyOf(dependencies);
  }

  /** What makes two uses of a role the same, of which only the first runs. */
  String identity() {
    StringBuilder text = new StringBuilder(role.path());
    text.append(keywords.when()).append(keywords.tags());
    for (Variables each : List.of(keywords.vars(), params)) {
      each.names().forEach(name -> text.append(' ').append(each.get(name)));
    }
    return text.toString();
  }

  /** The variables of its dependencies and itself, the strongest first. */
  List<Variables> vars() {
    List<Variables> all = new ArrayList<>(List.of(role.vars(), keywords.vars()));
    allDependencies().forEach(each -> all.addAll(each.vars()));
    return all;
  }

  /** The defaults of itself and its dependencies, the strongest first. */
  List<Variables> defaults() {
    List<Variables> all = new ArrayList<>(List.of(role.defaults()));
    allDependencies().forEach(each -> all.addAll(each.defaults()));
    return all;
  }

  /** The dependencies of dependencies first, and all that in reverse. */
  private List<RoleNode> allDependencies() {
    List<RoleNode> all = new ArrayList<>();
    for (RoleNode each : dependencies) {
      List<RoleNode> deeper = new ArrayList<>(each.allDependencies());
      Collections.reverse(deeper);
      all.addAll(deeper);
      all.add(each);
    }
    Collections.reverse(all);
    return all;
  }
}
