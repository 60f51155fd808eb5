package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
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
  private final ConfigFolder draft;

  private Configurator(
      CatalogRequest request, Resolution before, MirrorSettings settings, ConfigFolder draft) {
    this.request = request;
    this.before = before;
    this.settings = settings;
    this.draft = draft;
  }

  /**
   * Drafts the configuration for what a request resolved to.
   *
   * @param request as it was resolved
   * @param before what it resolved to, without a mirror
   * @param users the user's inventory, or the tree's sample in its place, by path
   * @param folder where the result stands when it is finished; what was there goes
   * @throws InvalidInputException if the tree or the inventory cannot be told of such a mirror
   */
  public static ConfigurationDraft draft(
      CatalogRequest request,
      Resolution before,
      SortedMap<String, byte[]> users,
      MirrorSettings settings,
      Path folder) {
    ConfigFolder draft = ConfigFolder.draft(folder);
    try {
      return new Configurator(request, before, settings, draft).draft(users);
    } catch (RuntimeException | Error e) {
      draft.close();
      throw e;
    }
  }

  private ConfigurationDraft draft(SortedMap<String, byte[]> users) {
    Overlay overlay = new OverlayWriter(before, request.tree(), settings).write();
    SiteInventory inventory = SiteInventory.of(users, chosen(), overlay.toYaml(), settings);
    draft.write("inventory", inventory.files());
    Resolution after = evaluate(new TreeMap<>());
    SortedMap<String, Variable> stronger = stronger(after, overlay);
    SortedMap<String, byte[]> extraVars = new TreeMap<>();
    if (!stronger.isEmpty()) {
      extraVars.put(EXTRA_VARS, overlay.only(stronger.keySet(), comment()).toYaml());
      after = evaluate(extraVars);
    }
    Configuration made =
        new Configuration(settings, inventory, extraVars, others(), notes(stronger));
    return new ConfigurationDraft(draft, made, after);
  }

  private SortedMap<String, byte[]> others() {
    SortedMap<String, byte[]> others = new TreeMap<>();
    others.put("env.yml", EnvFile.of(before).toYaml());
    others.put("hosts.ini", HostsIni.of(before));
    return others;
  }

  /** The tree with the overlay; what the user added to it needs no variables. */
  private Resolution evaluate(SortedMap<String, byte[]> extraVars) {
    Path inventory = draft.path().resolve("inventory");
    Map<String, @Nullable Object> vars = new LinkedHashMap<>(request.source().vars());
    extraVars.forEach((name, content) -> vars.putAll(read(name, content)));
    CatalogRequest site = request.withVars(vars).withoutExtras().withSample(inventory);
    return CatalogBuilder.build(
        chosen().map(name -> site.withInventory(inventory.resolve(name).normalize())).orElse(site));
  }

  /** As Ansible will read it: it is the file that is proven, and not what it was written of. */
  private static Map<String, @Nullable Object> read(String name, byte[] content) {
    Map<String, @Nullable Object> vars = new LinkedHashMap<>();
    if (YamlValues.parse(new String(content, StandardCharsets.UTF_8), name)
        instanceof Map<?, ?> read) {
      read.forEach((variable, value) -> vars.put(String.valueOf(variable), value));
    }
    return vars;
  }

  /** The user's inventory among the files that are beside it. */
  private Optional<String> chosen() {
    return request
        .source()
        .inventory()
        .map(path -> Files.isDirectory(path) ? "." : String.valueOf(path.getFileName()));
  }

  /** What sets a variable of the overlay's more strongly than {@code group_vars/all} can. */
  private SortedMap<String, Variable> stronger(Resolution after, Overlay overlay) {
    String ours = draft.path().resolve("inventory").resolve(SiteInventory.OVERLAY).toString();
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
        "What the inventory or the extra vars set more strongly than group_vars/all can, set again",
        "for the mirror. Give it to Ansible after your own extra vars:",
        "  ansible-playbook -e @extra-vars/%s ...".formatted(EXTRA_VARS));
  }

  private List<String> notes(SortedMap<String, Variable> stronger) {
    if (stronger.isEmpty()) {
      return List.of();
    }
    String places =
        stronger.values().stream()
            .map(
                variable ->
                    "%s (%s)".formatted(variable.name(), variable.origin().from(draft.path())))
            .collect(Collectors.joining(", "));
    return List.of(
        "%s: set more strongly than group_vars/all can. extra-vars/%s sets them again: give that to ansible-playbook after your own extra vars"
            .formatted(places, EXTRA_VARS));
  }
}
