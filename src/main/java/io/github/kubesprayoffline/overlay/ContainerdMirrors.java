package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list that becomes containerd's {@code certs.d/<registry>/hosts.toml} files, since 2.23:
 * {@code containerd_registries_mirrors}.
 */
final class ContainerdMirrors {

  private final MirrorSettings settings;
  private final TreeText tree;

  ContainerdMirrors(MirrorSettings settings, TreeText tree) {
    this.settings = settings;
    this.tree = tree;
  }

  /** Whether the tree has such a list. */
  static boolean areRead(TreeText tree) {
    return tree.names(OverlayVariables.MIRRORS);
  }

  /** Whether the tree's template writes an attribute; without the template, it is taken to. */
  boolean knows(String attribute) {
    return !tree.isWhole() || tree.names("mirror." + attribute);
  }

  /** Whether a registry that image names name themselves needs an entry. */
  boolean isNeeded() {
    RegistryAccess access = settings.access();
    return access.isInsecure() || access.ca().isPresent() || access.user().isPresent();
  }

  /** The entry for the registry under its own name. */
  List<Object> own() {
    return List.of(entry(OverlayVariables.reference(RuntimeTrust.hostOf(settings)), ""));
  }

  /**
   * One entry for each public registry that the mirror stands for.
   *
   * @throws InvalidInputException if this release cannot write what the image path needs
   */
  List<Object> standingFor(List<String> registries) {
    List<Object> all = new ArrayList<>();
    registries.forEach(registry -> all.add(entry(registry, path(registry))));
    return all;
  }

  /** containerd adds {@code /v2} by itself only where there is no path. */
  private String path(String registry) {
    String prefix = settings.registry().prefix();
    String folder = settings.imagePath().folder(registry);
    String path = ((prefix.isEmpty() ? "" : "/" + prefix) + "/" + folder).replaceFirst("/$", "");
    if (!path.isEmpty() && !knows("override_path")) {
      throw new InvalidInputException(
          "mirrorMode containerd would need 'override_path' in containerd's mirrors for %s%s, which this release cannot write: give imagePath=strip and a registry without a prefix, or mirrorMode=registry"
              .formatted(settings.registry().host(), path));
    }
    return path.isEmpty() ? "" : "/v2" + path;
  }

  private Map<String, Object> entry(String prefix, String path) {
    String url = "%s://%s".formatted(settings.access().scheme(), address());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("prefix", prefix);
    if (!tree.isWhole() || tree.names("item.server")) {
      entry.put("server", url + path);
    }
    entry.put("mirrors", List.of(mirror(url, path)));
    return entry;
  }

  private Map<String, Object> mirror(String url, String path) {
    RegistryAccess access = settings.access();
    Map<String, Object> mirror = new LinkedHashMap<>();
    mirror.put("host", url + path);
    mirror.put("capabilities", List.of("pull", "resolve"));
    mirror.put("skip_verify", access.isInsecure());
    if (!path.isEmpty()) {
      mirror.put("override_path", true);
    }
    if (knows("ca")) {
      access.ca().ifPresent(file -> mirror.put("ca", List.of(file)));
    }
    if (knows("header") && access.user().isPresent()) {
      mirror.put("header", Map.of("Authorization", login()));
    }
    return mirror;
  }

  private static String login() {
    return "Basic {{ (%s ~ ':' ~ %s) | b64encode }}"
        .formatted(OverlayVariables.USER, OverlayVariables.PASSWORD);
  }

  private String address() {
    return OverlayVariables.reference(RuntimeTrust.hostOf(settings));
  }
}
