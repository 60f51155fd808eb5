package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Role;
import java.util.ArrayList;
import java.util.List;

/** What a role's tasks see of roles' variables: its own, and those of the roles that led to it. */
final class RoleScope {

  private final RoleNode node;
  private final List<RoleNode> chain;
  private final Layered vars;
  private final Layered defaults;
  private final Layered params;

  /**
   * A scope.
   *
   * @param outer the roles that led here, the outermost first
   */
  RoleScope(RoleNode node, List<RoleNode> outer) {
    this.node = node;
    this.chain = new ArrayList<>(outer);
    chain.add(node);
    List<Variables> allVars = new ArrayList<>(node.vars());
    List<Variables> allDefaults = new ArrayList<>();
    List<Variables> allParams = new ArrayList<>();
    allDefaults.add(node.role().defaults());
    for (int i = chain.size() - 1; i >= 0; i--) {
      RoleNode each = chain.get(i);
      allVars.add(each.role().vars());
      allVars.add(each.keywords().vars());
      allDefaults.add(each.role().defaults());
      allParams.add(each.params());
    }
    allDefaults.addAll(node.defaults());
    this.vars = new Layered(allVars);
    this.defaults = new Layered(allDefaults);
    this.params = new Layered(allParams);
  }

  Role role() {
    return node.role();
  }

  RoleNode node() {
    return node;
  }

  List<RoleNode> chain() {
    return chain;
  }

  Layered vars() {
    return vars;
  }

  Layered defaults() {
    return defaults;
  }

  Layered params() {
    return params;
  }
}
