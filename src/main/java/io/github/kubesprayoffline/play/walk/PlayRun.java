package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Place;
import io.github.kubesprayoffline.play.model.Play;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A play while it runs. */
final class PlayRun {

  private final Play play;
  private final List<HostState> hosts;
  private final List<RoleNode> roles = new ArrayList<>();
  private final Handlers handlers = new Handlers();
  private final Map<String, Set<HostState>> finishedRoles = new HashMap<>();
  private final Set<HostState> gone = new HashSet<>();
  private List<HostState> batch = List.of();
  private Layered vars;
  private Layered roleVars = Layered.NONE;
  private Layered roleDefaults = Layered.NONE;

  PlayRun(Play play, List<HostState> hosts) {
    this.play = play;
    this.hosts = hosts;
    this.vars = new Layered(List.of(play.keywords().vars()));
  }

  Play play() {
    return play;
  }

  List<HostState> hosts() {
    return hosts;
  }

  /** The hosts whose turn it is. */
  List<HostState> batch() {
    return batch;
  }

  void begin(List<HostState> next) {
    batch = next;
    finishedRoles.clear();
  }

  Handlers handlers() {
    return handlers;
  }

  /** The folder of the playbook, relative to the tree. */
  String folder() {
    return new Place(play.place().file(), 0).folder();
  }

  /** Makes a role's variables known to the whole play. */
  void publish(RoleNode role) {
    roles.add(role);
    List<Variables> allVars = new ArrayList<>();
    List<Variables> allDefaults = new ArrayList<>();
    for (int i = roles.size() - 1; i >= 0; i--) {
      allVars.addAll(roles.get(i).vars());
      allDefaults.addAll(roles.get(i).defaults());
    }
    roleVars = new Layered(allVars);
    roleDefaults = new Layered(allDefaults);
  }

  /** The names of the roles that the play lists or imports. */
  List<String> roleNames() {
    return roles.stream().map(each -> each.role().name()).distinct().toList();
  }

  /** Files of variables win against the play's own; the strongest file comes first. */
  void setFiles(List<Variables> files) {
    List<Variables> all = new ArrayList<>(files);
    all.add(play.keywords().vars());
    vars = new Layered(all);
  }

  Layered vars() {
    return vars;
  }

  Layered roleVars() {
    return roleVars;
  }

  Layered roleDefaults() {
    return roleDefaults;
  }

  boolean hasFinished(RoleNode role, HostState host) {
    return !role.mayRepeat()
        && !role.role().allowsDuplicates()
        && finishedRoles.getOrDefault(role.identity(), Set.of()).contains(host);
  }

  void finish(RoleNode role, HostState host) {
    finishedRoles.computeIfAbsent(role.identity(), each -> new HashSet<>()).add(host);
  }

  /** Takes a host out of the rest of the play. */
  void end(HostState host) {
    gone.add(host);
  }

  boolean isOver(HostState host) {
    return gone.contains(host);
  }
}
