package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.lock.ImagePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The variables to override so that everything a tree can ask for is asked of the mirror: as few as
 * will do, found by looking at what each entry was made of.
 */
final class Overrides {

  private static final String REPOSITORY_VARIABLE = "_image_repo";

  private final Resolution resolution;
  private final ImagePath imagePath;

  private Overrides(Resolution resolution, ImagePath imagePath) {
    this.resolution = resolution;
    this.imagePath = imagePath;
  }

  /**
   * Finds them.
   *
   * @param resolution the tree as it is without them
   * @return their values by name; those of files are made of {@link OverlayVariables#FILES}, those
   *     of images of {@link OverlayVariables#REGISTRY}
   */
  static SortedMap<String, String> find(Resolution resolution, ImagePath imagePath) {
    return new Overrides(resolution, imagePath).find();
  }

  private SortedMap<String, String> find() {
    List<List<Candidate>> candidates = new ArrayList<>();
    for (Node node : resolution.nodes()) {
      targets(node).map(Candidate::of).filter(found -> !found.isEmpty()).forEach(candidates::add);
    }
    Set<String> torn = new HashSet<>();
    while (true) {
      Map<String, SortedSet<String>> values = chosen(candidates, torn);
      Set<String> disputed = disputed(values);
      if (disputed.isEmpty()) {
        return single(values);
      }
      torn.addAll(disputed);
    }
  }

  private Stream<Target> targets(Node node) {
    return Stream.concat(
        resolution.downloads(node).stream()
            .flatMap(download -> Target.of(download, node, imagePath).stream()),
        repositories(node));
  }

  /** Repositories that the tree's templates name, and no entry of {@code downloads}. */
  private Stream<Target> repositories(Node node) {
    return node.templar().names(Set.of(Source.ROLE_DEFAULTS)).stream()
        .filter(name -> name.endsWith(REPOSITORY_VARIABLE))
        .map(node.templar()::variable)
        .filter(variable -> variable.value() instanceof String text && isHost(text))
        .map(variable -> target(node, variable));
  }

  /** Asks for some image in the repository, so that the repository is a base. */
  private Target target(Node node, Variable variable) {
    String repository = (String) variable.value();
    int slash = repository.indexOf('/');
    String host = slash < 0 ? repository : repository.substring(0, slash);
    String path = slash < 0 ? "" : repository.substring(slash + 1) + "/";
    return new Target(
        variable.name(),
        node,
        Set.of(variable.name()),
        repository + "/image",
        OverlayVariables.REGISTRY,
        "/" + imagePath.folder(host) + path + "image");
  }

  private static boolean isHost(String text) {
    return text.matches("[\\w-]+(\\.[\\w-]+)+(:\\d+)?(/[\\w./-]+)?");
  }

  private static Map<String, SortedSet<String>> chosen(
      List<List<Candidate>> candidates, Set<String> torn) {
    Map<String, SortedSet<String>> values = new HashMap<>();
    for (List<Candidate> each : candidates) {
      each.stream()
          .filter(candidate -> !torn.contains(candidate.variable().name()))
          .findFirst()
          .ifPresent(
              best ->
                  values
                      .computeIfAbsent(best.variable().name(), name -> new TreeSet<>())
                      .add(best.value()));
    }
    return values;
  }

  /** One variable cannot have two values: then each entry needs one of its own. */
  private static Set<String> disputed(Map<String, SortedSet<String>> values) {
    Set<String> names = new HashSet<>();
    values.forEach(
        (name, all) -> {
          if (all.size() > 1) {
            names.add(name);
          }
        });
    return names;
  }

  private static SortedMap<String, String> single(Map<String, SortedSet<String>> values) {
    SortedMap<String, String> all = new TreeMap<>();
    values.forEach((name, set) -> all.put(name, set.first()));
    return all;
  }
}
