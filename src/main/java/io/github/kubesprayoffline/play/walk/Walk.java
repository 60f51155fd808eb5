package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.NumberText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Play;
import io.github.kubesprayoffline.play.model.RoleUse;
import io.github.kubesprayoffline.play.read.PlaybookReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a playbook as Ansible would run it on nodes that have nothing yet. */
public final class Walk {

  private final World world;
  private final RoleLoader roles;
  private final Listener listener;

  private Walk(World world, RoleLoader roles, Listener listener) {
    this.world = world;
    this.roles = roles;
    this.listener = listener;
  }

  /**
   * Walks a playbook.
   *
   * @return the names of all variables that were read
   * @throws io.github.kubesprayoffline.error.InvalidInputException if it cannot be read
   * @throws EvaluationException if it needs more work or memory than is allowed
   */
  public static Set<String> run(WalkRequest request, Listener listener) {
    return request
        .budget()
        .charge(
            () -> {
              World world = new World(request);
              Walk walk = new Walk(world, new RoleLoader(request.files()), listener);
              new PlaybookReader(request.files()).read(request.playbook()).forEach(walk::play);
              request.budget().step(); // Tasks go on after a failure, a walk without a budget not.
              return world.read();
            });
  }

  private void play(Play play) {
    PlayRun nobody = new PlayRun(play, List.of());
    Surroundings at = Surroundings.of(Keywords.NONE, play.place());
    Evaluation evaluation =
        new Evaluation(world, nobody, at, Visit.certain(world.host("localhost")));
    List<HostState> hosts = hosts(play.hosts(), evaluation);
    if (hosts.isEmpty()) {
      return;
    }
    PlayRun run = new PlayRun(play, hosts);
    run.begin(hosts);
    List<RoleNode> listed = listed(play, run, evaluation);
    roles.imported(run, listed).forEach(run::publish);
    for (List<HostState> batch : batches(play.serial(), hosts, evaluation)) {
      run.begin(batch);
      batch(run, listed, batch);
    }
  }

  private List<HostState> hosts(@Nullable Object pattern, Evaluation evaluation) {
    Object rendered = evaluation.renderAny(pattern);
    String text =
        rendered instanceof List<?> list
            ? String.join(":", list.stream().map(Python::str).toList())
            : Python.str(rendered);
    return new HostSelection(world).select(text);
  }

  private List<RoleNode> listed(Play play, PlayRun run, Evaluation evaluation) {
    List<RoleNode> nodes = new ArrayList<>();
    for (RoleUse use : play.roles()) {
      RoleNode node = roles.listed(use, evaluation.renderToText(use.name()), run);
      nodes.add(node);
      run.publish(node);
    }
    return nodes;
  }

  /** As many hosts at once as a play says; the last number goes on to the end. */
  private static List<List<HostState>> batches(
      @Nullable Object serial, List<HostState> hosts, Evaluation evaluation) {
    Object rendered = evaluation.renderAny(serial);
    List<?> sizes =
        rendered instanceof List<?> list ? list : rendered == null ? List.of() : List.of(rendered);
    List<List<HostState>> all = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < hosts.size(); i++) {
      int size =
          sizes.isEmpty()
              ? hosts.size()
              : size(sizes.get(Math.min(i, sizes.size() - 1)), hosts.size());
      int to = Math.min(hosts.size(), from + size);
      all.add(hosts.subList(from, to));
      from = to;
    }
    return all;
  }

  private static int size(@Nullable Object given, int hosts) {
    String text = Python.str(given).strip();
    boolean isPart = text.endsWith("%");
    String digits = isPart ? text.substring(0, text.length() - 1) : text;
    Object number = NumberText.integer(digits).orElse(null);
    if (number == null) {
      throw new EvaluationException("'%s' is no number of hosts".formatted(text));
    }
    int count = Numbers.small(number);
    int size = isPart ? (int) ((long) hosts * count / 100) : count;
    return isPart ? Math.max(1, size) : size <= 0 ? hosts : size;
  }

  private void batch(PlayRun run, List<RoleNode> listed, List<HostState> batch) {
    Play play = run.play();
    // A play's variables are weaker than a role's, those of tasks are stronger.
    Surroundings at = Surroundings.of(play.keywords().withoutVars(), play.place());
    List<Visit> visits = batch.stream().map(Visit::certain).toList();
    readFiles(run, visits.get(0), at);
    gather(play, visits);
    StepWalker walker = new StepWalker(world, run, roles, listener);
    run.handlers().add(play.sections().handlers(), at);
    walker.walk(play.sections().before(), at, visits);
    walker.flush();
    listed.forEach(role -> walker.role(role, at, visits));
    walker.walk(play.sections().tasks(), at, visits);
    walker.flush();
    walker.walk(play.sections().after(), at, visits);
    walker.flush();
  }

  private void readFiles(PlayRun run, Visit visit, Surroundings at) {
    List<Variables> files = new ArrayList<>();
    Evaluation evaluation = new Evaluation(world, run, at, visit);
    FileSearch search = new FileSearch(evaluation);
    for (Object each : run.play().varsFiles()) {
      for (Object name : each instanceof List<?> list ? list : List.of(each == null ? "" : each)) {
        var found = search.find("vars", evaluation.renderToText(name));
        if (found.isPresent()) {
          files.add(0, world.files().variables(found.get(), Source.TASK_VARS));
          break;
        }
      }
    }
    run.setFiles(files);
  }

  /** What a play asks its hosts before anything else. */
  private static void gather(Play play, List<Visit> visits) {
    if (Boolean.FALSE.equals(play.gathersFacts())) {
      return;
    }
    for (Visit visit : visits) {
      Map<String, @Nullable Object> facts = visit.host().knownFacts();
      facts.forEach(
          (name, value) ->
              visit.host().facts().computeIfAbsent(name, each -> World.variable(each, value)));
    }
  }
}
