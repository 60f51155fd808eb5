package io.github.kubesprayoffline.config;

import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the configuration of a site, and evaluates the tree with it before anybody else does. */
public final class Configurator {

  /** The name of the extra vars that close what the inventory cannot. */
  static final String EXTRA_VARS = "99-offline.yml";

  private final CatalogRequest request;
  private final Resolution before;
  private final MirrorSettings settings;
  private final Path folder;

  private Configurator(
      CatalogRequest request, Resolution before, MirrorSettings settings, Path folder) {
    this.request = request;
    this.before = before;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Writes the configuration for what a request resolved to.
   *
   * @param request as it was resolved
   * @param before what it resolved to, without a mirror
   * @param users the user's inventory, or the tree's sample in its place, by path
   * @param folder where the result is written; what was there goes
   * @throws InvalidInputException if something selected would still ask the internet
   */
  public static Configuration configure(
      CatalogRequest request,
      Resolution before,
      SortedMap<String, byte[]> users,
      MirrorSettings settings,
      Path folder) {
    return new Configurator(request, before, settings, folder).configure(users);
  }

  private Configuration configure(SortedMap<String, byte[]> users) {
    Overlay overlay = new OverlayWriter(before, request.tree(), settings).write();
    SiteInventory inventory = SiteInventory.of(users, chosen(), overlay.toYaml(), settings);
    try (ConfigFolder draft = ConfigFolder.draft(folder)) {
      draft.write("inventory", inventory.files());
      Resolution after = evaluate(draft.path(), Map.of());
      SortedMap<String, Variable> stronger = stronger(after, overlay, draft.path());
      SortedMap<String, byte[]> extraVars = new TreeMap<>();
      if (!stronger.isEmpty()) {
        Overlay extra = overlay.only(stronger.keySet(), comment());
        extraVars.put(EXTRA_VARS, extra.toYaml());
        after = evaluate(draft.path(), extra.variables());
      }
      requireClosed(after, draft.path());
      draft.write("extra-vars", extraVars);
      SortedMap<String, byte[]> others = others();
      draft.write("", others);
      draft.finish();
      List<String> notes = notes(stronger, draft.path());
      return new Configuration(settings, inventory, extraVars, others, notes);
    }
  }

  private SortedMap<String, byte[]> others() {
    SortedMap<String, byte[]> others = new TreeMap<>();
    others.put("env.yml", EnvFile.of(before).toYaml());
    others.put("hosts.ini", Skeleton.of(before));
    return others;
  }

  /** The tree with the overlay; what the user added to it needs no variables. */
  private Resolution evaluate(Path draft, Map<String, Object> extraVars) {
    Path inventory = draft.resolve("inventory");
    Map<String, @Nullable Object> vars = new LinkedHashMap<>(request.source().vars());
    vars.putAll(extraVars);
    CatalogRequest site = request.withVars(vars).withoutExtras().withSample(inventory);
    return CatalogBuilder.build(
        chosen().map(name -> site.withInventory(inventory.resolve(name).normalize())).orElse(site));
  }

  /** The user's inventory among the files that are beside it. */
  private Optional<String> chosen() {
    return request
        .source()
        .inventory()
        .map(path -> Files.isDirectory(path) ? "." : String.valueOf(path.getFileName()));
  }

  /** What sets a variable of the overlay's more strongly than {@code group_vars/all} can. */
  private static SortedMap<String, Variable> stronger(
      Resolution after, Overlay overlay, Path draft) {
    String ours = draft.resolve("inventory").resolve(SiteInventory.OVERLAY).toString();
    SortedMap<String, Variable> stronger = new TreeMap<>();
    for (Node node : after.nodes()) {
      for (String name : overlay.variables().keySet()) {
        Variable winner = Objects.requireNonNull(node.templar().variable(name));
        if (!winner.origin().file().equals(ours)) {
          stronger.putIfAbsent(name, winner);
        }
      }
    }
    return stronger;
  }

  private static List<String> comment() {
    return List.of(
        "What the inventory or the extra vars set more strongly than group_vars/all can, set anew",
        "for the mirror. Give it to Ansible after your own extra vars:",
        "  ansible-playbook -e @extra-vars/%s ...".formatted(EXTRA_VARS));
  }

  private void requireClosed(Resolution after, Path draft) {
    List<Leak> leaks =
        ClosedLoop.leaks(
            after,
            Offer.of(before.catalog(), settings.imagePath()),
            settings.imagePath(),
            settings.mode(),
            new Closing(settings.imagePath(), draft));
    require(leaks);
  }

  private static void require(List<Leak> leaks) {
    if (!leaks.isEmpty()) {
      throw new InvalidInputException(
          Lines.of("With this configuration, Kubespray would not find all on the mirror:")
              .items(leaks));
    }
  }

  private List<String> notes(SortedMap<String, Variable> stronger, Path draft) {
    if (stronger.isEmpty()) {
      return List.of();
    }
    Closing names = new Closing(settings.imagePath(), draft);
    String places =
        stronger.values().stream()
            .map(variable -> "%s (%s)".formatted(variable.name(), names.place(variable.origin())))
            .collect(Collectors.joining(", "));
    return List.of(
        "%s: set more strongly than group_vars/all can. extra-vars/%s sets them anew: give that to ansible-playbook after your own extra vars"
            .formatted(places, EXTRA_VARS));
  }
}
