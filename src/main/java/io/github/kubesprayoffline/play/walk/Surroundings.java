package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task finds around it.
 *
 * @param role null outside of roles
 * @param keywords its own and those that it inherits
 * @param vars of tasks and blocks, the innermost first
 * @param params of the includes that led here, the innermost first
 * @param decided the conditions of those includes, in words
 */
record Surroundings(
    @Nullable RoleScope role,
    Keywords keywords,
    List<Variables> vars,
    List<Variables> params,
    List<String> decided,
    Place place) {

  static Surroundings of(Keywords keywords, Place place) {
    return new Surroundings(null, keywords, List.of(), List.of(), List.of(), place);
  }

  /** Inside of what says this. */
  Surroundings within(Keywords inner, Place at) {
    return new Surroundings(
        role, keywords.with(inner), before(inner.vars(), vars), params, decided, at);
  }

  Surroundings at(Place other) {
    return new Surroundings(role, keywords, vars, params, decided, other);
  }

  Surroundings in(RoleScope scope) {
    return new Surroundings(scope, keywords, vars, params, decided, place);
  }

  /** Inside of an include, which hands on its variables but not its conditions. */
  Surroundings included(Variables given, Keywords applied, List<String> conditions) {
    List<String> all = new ArrayList<>(decided);
    conditions.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return new Surroundings(
        role,
        keywords.with(applied),
        before(applied.vars(), before(given, vars)),
        before(given, params),
        all,
        place);
  }

  private static List<Variables> before(Variables first, List<Variables> others) {
    if (first.names().isEmpty()) {
      return others;
    }
    List<Variables> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all;
  }
}
