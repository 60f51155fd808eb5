package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.variable.LazyMap;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Ansible itself puts among the variables of a host while plays run. */
final class Magic {

  private Magic() {}

  static Variable map(String name, Evaluation evaluation) {
    LazyMap map =
        switch (name) {
          case "hostvars" -> new Hostvars(evaluation);
          case "ansible_facts" -> new Facts(evaluation);
          default -> new Own(evaluation);
        };
    return World.variable(name, map);
  }

  static @Nullable Variable ofPlay(String name, Evaluation evaluation) {
    Object value =
        switch (name) {
          case "role_name", "ansible_role_name" -> roleName(evaluation);
          case "role_path" -> rolePath(evaluation);
          case "ansible_play_role_names", "ansible_role_names" -> playRoles(evaluation);
          case "ansible_search_path" -> List.of(World.TREE);
          case "ansible_parent_role_names", "ansible_dependent_role_names" -> parents(evaluation);
          default -> hosts(name, evaluation);
        };
    return value == null ? null : evaluation.world().intern(name, value);
  }

  private static @Nullable Object roleName(Evaluation evaluation) {
    RoleScope role = evaluation.at().role();
    return role == null ? null : role.role().name();
  }

  private static @Nullable Object rolePath(Evaluation evaluation) {
    RoleScope role = evaluation.at().role();
    return role == null ? null : World.TREE + "/" + role.role().path();
  }

  private static @Nullable Object playRoles(Evaluation evaluation) {
    PlayRun play = evaluation.play();
    return play == null ? null : play.roleNames();
  }

  private static @Nullable Object parents(Evaluation evaluation) {
    RoleScope role = evaluation.at().role();
    List<Object> names = new ArrayList<>();
    if (role != null) {
      role.chain().forEach(each -> names.add(each.role().name()));
      names.remove(names.size() - 1);
    }
    return role == null ? null : names;
  }

  private static @Nullable Object hosts(String name, Evaluation evaluation) {
    PlayRun play = evaluation.play();
    if (play == null) {
      return null;
    }
    List<HostState> hosts =
        name.equals("ansible_play_hosts_all") || name.equals("ansible_play_hosts")
            ? play.hosts()
            : play.batch();
    return hosts.stream().map(HostState::name).toList();
  }

  /** The variables of every host, as others see them: without those of plays and roles. */
  private static final class Hostvars extends LazyMap {
    private final Evaluation evaluation;

    Hostvars(Evaluation evaluation) {
      this.evaluation = evaluation;
    }

    @Override
    protected Set<String> keys() {
      Set<String> names = new LinkedHashSet<>();
      evaluation.world().hosts().forEach(host -> names.add(host.name()));
      return names;
    }

    @Override
    protected boolean has(String name) {
      return evaluation.world().has(name);
    }

    @Override
    protected Object make(String name) {
      World world = evaluation.world();
      world.budget().step();
      Visit visit =
          new Visit(world.host(name), evaluation.visit().isReal(), evaluation.visit().isCertain());
      Surroundings nothing = Surroundings.of(Keywords.NONE, new Place("", 0));
      return new Foreign(evaluation, new Evaluation(world, null, nothing, visit));
    }
  }

  private static final class Foreign extends LazyMap {
    private final Evaluation reader;
    private final Evaluation other;

    Foreign(Evaluation reader, Evaluation other) {
      this.reader = reader;
      this.other = other;
    }

    @Override
    protected Set<String> keys() {
      reader.markFleeting(false);
      Set<String> names = new LinkedHashSet<>(other.host().settings().keySet());
      names.addAll(other.host().included().keySet());
      names.addAll(other.host().facts().keySet());
      names.addAll(other.world().inventory(other.host()).names());
      return names;
    }

    @Override
    protected boolean has(String name) {
      reader.markFleeting(false);
      return other.has(name);
    }

    /** What cannot be rendered for another host is shown as it is written. */
    @Override
    protected @Nullable Object make(String name) {
      other.begin();
      Object value = other.resolve(name);
      reader.markFleeting(other.isGuess());
      Variable variable = other.find(name);
      return value instanceof Undefined && variable != null ? variable.value() : value;
    }
  }

  private static final class Own extends LazyMap {
    private final Evaluation evaluation;

    Own(Evaluation evaluation) {
      this.evaluation = evaluation;
    }

    @Override
    protected Set<String> keys() {
      return Set.of();
    }

    @Override
    protected boolean has(String name) {
      return evaluation.has(name);
    }

    @Override
    protected @Nullable Object make(String name) {
      return evaluation.resolve(name);
    }
  }

  /** The facts of a host, without their prefix. */
  private static final class Facts extends LazyMap {
    private static final String PREFIX = "ansible_";
    private final Evaluation evaluation;

    Facts(Evaluation evaluation) {
      this.evaluation = evaluation;
    }

    @Override
    protected Set<String> keys() {
      evaluation.markFleeting(false);
      Set<String> names = new LinkedHashSet<>();
      evaluation
          .host()
          .facts()
          .keySet()
          .forEach(
              name -> names.add(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name));
      return names;
    }

    private String key(String name) {
      return evaluation.host().facts().containsKey(PREFIX + name) ? PREFIX + name : name;
    }

    @Override
    protected boolean has(String name) {
      evaluation.markFleeting(false);
      return evaluation.host().facts().containsKey(key(name));
    }

    @Override
    protected @Nullable Object make(String name) {
      Variable fact = evaluation.host().facts().get(key(name));
      evaluation.markFleeting(fact != null && evaluation.world().isGuess(fact));
      return fact == null ? null : fact.value();
    }
  }
}
