package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.ask.Asks;
import io.github.kubesprayoffline.play.ask.Collector;
import io.github.kubesprayoffline.play.read.TreeFiles;
import io.github.kubesprayoffline.play.walk.Walk;
import io.github.kubesprayoffline.play.walk.WalkRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a run of a playbook asks of the world outside. */
public final class AskFinder {

  private static final String ADDRESS = "10.3.0.1";

  private AskFinder() {}

  /**
   * Walks a playbook.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if something cannot be read
   * @throws io.github.kubesprayoffline.ansible.value.EvaluationException if that needs more work or
   *     memory than is allowed
   */
  public static Asks find(AskRequest request) {
    Budget budget = Budget.forWalk();
    HostVariables variables =
        new HostVariables(
            request.inventory(),
            request.folders(),
            new HostVariables.Layers(
                new Variables(),
                new Variables(),
                new Variables(),
                new Variables(),
                request.extraVars()),
            request.vault(),
            budget);
    Set<String> names = new HashSet<>();
    request.inventory().hosts().forEach(host -> names.add(host.name()));
    Collector collector = new Collector(names);
    Walk.run(
        new WalkRequest(
            new TreeFiles(request.tree(), HostVariables.opener(request.vault())),
            request.playbook(),
            request.inventory(),
            variables,
            request.extraVars(),
            host -> facts(request, variables.ofInventory(host), host),
            request.tags(),
            budget),
        collector);
    return collector.asks();
  }

  /** What the inventory says of a host's facts wins against what we make up. */
  private static Map<String, @Nullable Object> facts(
      AskRequest request, List<Variables> inventory, Host host) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>(request.facts().apply(host));
    Map<String, @Nullable Object> facts = SystemFacts.of(host.name(), address(inventory), known);
    for (Variables layer : inventory) {
      for (String name : facts.keySet()) {
        Variable given = layer.get(name);
        if (given != null && given.isPlain() && !known.containsKey(name)) {
          facts.put(name, given.value());
        }
      }
    }
    return facts;
  }

  private static String address(List<Variables> inventory) {
    String address = ADDRESS;
    for (String name : List.of("ansible_host", "ip")) {
      for (Variables layer : inventory) {
        Variable given = layer.get(name);
        if (given != null && given.isPlain()) {
          address = Python.str(given.value());
        }
      }
    }
    return address;
  }
}
