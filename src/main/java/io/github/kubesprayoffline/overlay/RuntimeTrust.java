package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What makes the nodes' container engines accept the registry, in the form that a release reads:
 * the same wish has had five names since 2.15.
 */
final class RuntimeTrust {

  private final MirrorSettings settings;
  private final RegistryAccess access;
  private final TreeText tree;
  private final Resolution resolution;
  private final List<String> comment = new ArrayList<>();
  private final Map<String, Object> variables = new LinkedHashMap<>();

  private RuntimeTrust(MirrorSettings settings, TreeText tree, Resolution resolution) {
    this.settings = settings;
    this.access = settings.access();
    this.tree = tree;
    this.resolution = resolution;
  }

  /** The login, and one block for each container engine that the tree has. */
  static List<Block> blocks(MirrorSettings settings, TreeText tree, Resolution resolution) {
    return List.of(
        new RuntimeTrust(settings, tree, resolution).login(),
        new RuntimeTrust(settings, tree, resolution).containerd(),
        new RuntimeTrust(settings, tree, resolution).crio(),
        new RuntimeTrust(settings, tree, resolution).docker());
  }

  private Block block() {
    return new Block(variables.isEmpty() && comment.size() < 2 ? List.of() : comment, variables);
  }

  private Block login() {
    access
        .user()
        .ifPresent(
            user -> {
              comment.add("The registry wants a login. Its password belongs into a vault:");
              comment.add("  ansible-vault create group_vars/all/vault.yml");
              comment.add("with the line");
              comment.add("  %s: ...".formatted(OverlayVariables.PASSWORD));
              variables.put(OverlayVariables.USER, user);
            });
    return block();
  }

  private Block containerd() {
    comment.add("containerd: how to reach the registry.");
    if (ContainerdMirrors.areRead(tree) || settings.mode() == MirrorMode.CONTAINERD) {
      ContainerdMirrors mirrors = new ContainerdMirrors(settings, tree);
      List<Object> entries = new ArrayList<>(entries(mirrors));
      if (!entries.isEmpty()) {
        entries.addAll(others(OverlayVariables.MIRRORS, entries));
        variables.put(OverlayVariables.MIRRORS, entries);
      }
      if (!mirrors.knows("ca")) {
        noteAuthority();
      }
    } else {
      olderContainerd();
      noteAuthority();
    }
    if (!hasHeader()) {
      logIn("containerd_registry_auth");
    }
    return block();
  }

  /** Where the login can stand beside the mirror; containerd 2 knows no other place. */
  private boolean hasHeader() {
    return ContainerdMirrors.areRead(tree) && new ContainerdMirrors(settings, tree).knows("header");
  }

  private List<Object> entries(ContainerdMirrors mirrors) {
    if (settings.mode() == MirrorMode.CONTAINERD) {
      return mirrors.standingFor(ContainerdMode.registries(resolution, tree));
    }
    return mirrors.isNeeded() ? mirrors.own() : List.of();
  }

  /** Releases before 2.23. */
  private void olderContainerd() {
    if (!access.isInsecure()) {
      return;
    }
    if (tree.names("containerd_insecure_registries")) {
      variables.put("containerd_insecure_registries", endpoint());
    } else if (tree.names("containerd_registries")) {
      variables.put("containerd_registries", endpoint());
    } else if (tree.names("containerd_config")) {
      variables.put("containerd_config", oldestContainerd());
    }
  }

  /** A map is replaced as a whole, so the role's other settings are said again. */
  private Map<String, Object> oldestContainerd() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("grpc", sizes());
    config.put("debug", Map.of("level", ""));
    config.put("registries", endpoint());
    config.put("max_container_log_line_size", -1);
    return config;
  }

  private static Map<String, Object> sizes() {
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("max_recv_message_size", 16777216);
    sizes.put("max_send_message_size", 16777216);
    return sizes;
  }

  /** As an expression, because Ansible renders no keys. */
  private String endpoint() {
    return "{{ {%s: '%s://' ~ %s} }}".formatted(host(), access.scheme(), host());
  }

  private void noteAuthority() {
    access
        .ca()
        .ifPresent(
            file -> {
              comment.add("This release has no variable for its authority: let the nodes' system");
              comment.add("trust %s before Kubespray runs.".formatted(file));
            });
  }

  private Block crio() {
    comment.add("CRI-O: how to reach the registry.");
    if (access.isInsecure() && tree.names("crio_insecure_registries")) {
      insecureList("crio_insecure_registries");
    } else if (access.isInsecure() && tree.names("crio_registries")) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("prefix", reference());
      entry.put("location", reference());
      entry.put("insecure", true);
      List<Object> entries = new ArrayList<>(List.of(entry));
      entries.addAll(others("crio_registries", entries));
      variables.put("crio_registries", entries);
    }
    logIn("crio_registry_auth");
    return block();
  }

  private Block docker() {
    comment.add("Docker: how to reach the registry.");
    if (access.isInsecure() && tree.names("docker_insecure_registries")) {
      insecureList("docker_insecure_registries");
    }
    return block();
  }

  private void insecureList(String name) {
    List<Object> hosts = new ArrayList<>(List.of(reference()));
    hosts.addAll(others(name, hosts));
    variables.put(name, hosts);
  }

  private void logIn(String name) {
    if (access.user().isPresent() && tree.names(name)) {
      Map<String, Object> login = new LinkedHashMap<>();
      login.put("registry", reference());
      login.put("username", OverlayVariables.reference(OverlayVariables.USER));
      login.put("password", OverlayVariables.reference(OverlayVariables.PASSWORD));
      variables.put(name, List.of(login));
    }
  }

  /** What the inventory's own list has beside; ours takes the list's place. */
  private List<Object> others(String name, List<Object> ours) {
    for (Node node : resolution.nodes()) {
      Variable variable = node.templar().variable(name);
      if (variable != null
          && variable.origin().source() != Source.ROLE_DEFAULTS
          && variable.value() instanceof List<?> list) {
        return list.stream()
            .filter(RuntimeTrust::isPlain)
            .filter(item -> !ours.contains(item) && !isForSame(item, ours))
            .<Object>map(Objects::requireNonNull)
            .toList();
      }
    }
    return List.of();
  }

  private static boolean isForSame(Object item, List<Object> ours) {
    return item instanceof Map<?, ?> map
        && ours.stream()
            .anyMatch(
                our ->
                    our instanceof Map<?, ?> other
                        && Objects.equals(map.get("prefix"), other.get("prefix")));
  }

  /** Encrypted values are not copied. */
  private static boolean isPlain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(RuntimeTrust::isPlain);
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().allMatch(RuntimeTrust::isPlain);
    }
    return value instanceof String || value instanceof Boolean || value instanceof Number;
  }

  private String host() {
    return hostOf(settings);
  }

  private String reference() {
    return OverlayVariables.reference(host());
  }

  /** An expression for the registry's host and port. */
  static String hostOf(MirrorSettings settings) {
    return settings.registry().prefix().isEmpty()
        ? OverlayVariables.REGISTRY
        : OverlayVariables.REGISTRY + ".split('/')[0]";
  }
}
