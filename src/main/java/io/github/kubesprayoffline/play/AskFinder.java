package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
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

  private static final String ARCHITECTURE = "ansible_architecture";
  private static final String ADDRESS = "10.3.0.1";

  private final AskRequest request;
  private final Budget budget = Budget.forWalk();
  private final TreeFiles files;
  private Asks asks = new Asks();

  private AskFinder(AskRequest request) {
    this.request = request;
    this.files = new TreeFiles(request.tree(), HostVariables.opener(request.vault()));
  }

  /**
   * Walks a playbook. Hosts that differ in nothing that was read are walked as a few of them; where
   * they turn out to differ, the walk begins anew.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if something cannot be read
   * @throws io.github.kubesprayoffline.ansible.value.EvaluationException if that needs more work or
   *     memory than is allowed
   */
  public static Asks find(AskRequest request) {
    AskFinder finder = new AskFinder(request);
    Set<String> read = new HashSet<>();
    int kinds = 0;
    while (true) {
      Inventory inventory = request.inventory().get();
      HostVariables variables = finder.variables(inventory);
      Kinds now = Kinds.of(request, inventory, variables, read);
      if (now.count() == kinds) {
        return finder.asks;
      }
      kinds = now.count();
      read.addAll(finder.walk(inventory, variables, now));
    }
  }

  private HostVariables variables(Inventory inventory) {
    return new HostVariables(
        inventory,
        request.folders(),
        new HostVariables.Layers(
            new Variables(),
            new Variables(),
            new Variables(),
            new Variables(),
            request.extraVars()),
        request.vault(),
        budget);
  }

  private Set<String> walk(Inventory inventory, HostVariables variables, Kinds kinds) {
    Set<String> names = new HashSet<>();
    inventory.hosts().forEach(host -> names.add(host.name()));
    Collector collector = new Collector(names);
    Set<String> kept = kinds.kept();
    inventory.keep(host -> kept.contains(host.name()));
    Set<String> read =
        Walk.run(
            new WalkRequest(
                files,
                request.playbook(),
                inventory,
                variables,
                request.extraVars(),
                host -> facts(variables.ofInventory(host), host),
                request.tags(),
                budget),
            collector);
    asks = collector.asks();
    asks.spread(kinds.others());
    return read;
  }

  /** What the inventory says of a host's facts wins against what we make up. */
  private Map<String, @Nullable Object> facts(List<Variables> inventory, Host host) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>(request.facts().apply(host));
    Map<String, @Nullable Object> facts = SystemFacts.of(host.name(), address(inventory), known);
    for (Variables layer : inventory) {
      for (String name : List.copyOf(facts.keySet())) {
        Variable given = layer.get(name);
        if (given != null
            && given.isPlain()
            && (!known.containsKey(name) || name.equals(ARCHITECTURE))) {
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
