package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.play.model.Block;
import io.github.kubesprayoffline.play.model.Step;
import io.github.kubesprayoffline.play.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The handlers of a play, and who is to run which. */
final class Handlers {

  private final List<Handler> all = new ArrayList<>();
  private final Map<Handler, Map<HostState, Visit>> notified = new LinkedHashMap<>();

  /** A task that runs when it is told to, where it is defined. */
  record Handler(Task task, Surroundings at) {}

  void add(List<Step> steps, Surroundings at) {
    for (Step step : steps) {
      if (step instanceof Task task) {
        all.add(new Handler(task, at));
      } else if (step instanceof Block block) {
        add(block.block(), at.within(block.keywords(), block.place()));
      }
    }
  }

  /** Tells the last handler of that name, and all that listen for it. */
  void tell(String name, Visit visit) {
    for (int i = all.size() - 1; i >= 0; i--) {
      Handler each = all.get(i);
      RoleScope role = each.at().role();
      if (each.task().name().equals(name)
          || (role != null && name.equals(role.role().name() + " : " + each.task().name()))) {
        tell(each, visit);
        break;
      }
    }
    all.stream()
        .filter(each -> each.task().listen().stream().anyMatch(topic -> name.equals(topic)))
        .forEach(each -> tell(each, visit));
  }

  private void tell(Handler handler, Visit visit) {
    notified
        .computeIfAbsent(handler, each -> new LinkedHashMap<>())
        .merge(visit.host(), visit, (old, now) -> old.isReal() ? old : now);
  }

  /**
   * The handlers that were told, in the order of their definition; then nobody is told any more.
   */
  Map<Handler, List<Visit>> drain() {
    Map<Handler, List<Visit>> told = new LinkedHashMap<>();
    for (Handler each : all) {
      Map<HostState, Visit> visits = notified.get(each);
      if (visits != null) {
        told.put(each, List.copyOf(visits.values()));
      }
    }
    notified.clear();
    return told;
  }
}
