package io.github.kubesprayoffline.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An unpacked Kubespray tree, of any release.
 *
 * @param root its top folder
 * @param version {@code v2.31.0}; the folder's name where the tree names no release
 * @param roles the folders of the roles whose defaults and vars say what is downloaded, in the
 *     order in which Ansible lets them win
 */
public record KubesprayTree(Path root, String version, List<Path> roles) {

  /** {@code kubespray-defaults} depends on {@code download}, so that its values win. */
  private static final List<String> ROLES =
      List.of("download", "kubespray-defaults", "kubespray_defaults");

  private static final long MOST_GALAXY_BYTES = 1 << 20;
  private static final Pattern GALAXY_VERSION =
      Pattern.compile("version:[ \\t]*+[\"']?+([\\w.+-]{1,100})[\"']?+[ \\t]*+(?:#.*)?$");

  public KubesprayTree {
    roles = List.copyOf(roles);
  }

  /**
   * Opens a folder.
   *
   * @throws InvalidInputException if it does not hold Kubespray's roles
   */
  public static KubesprayTree open(Path root) {
    Path folder = root.toAbsolutePath().normalize();
    List<Path> roles =
        ROLES.stream().map(folder.resolve("roles")::resolve).filter(KubesprayTree::isRole).toList();
    if (roles.isEmpty()) {
      throw new InvalidInputException(
          "%s is not a Kubespray tree: it has no roles/kubespray_defaults (or kubespray-defaults, or download) with defaults; name the folder that holds roles/"
              .formatted(root));
    }
    return new KubesprayTree(folder, version(folder), roles);
  }

  private static boolean isRole(Path folder) {
    return Files.isDirectory(folder.resolve("defaults"))
        || Files.isDirectory(folder.resolve("vars"));
  }

  private static String version(Path root) {
    return galaxyVersion(root.resolve("galaxy.yml"))
        .or(() -> folderVersion(root))
        .orElse(String.valueOf(root.getFileName()));
  }

  /** Trees are collections since 2.22, and name their version as such. */
  private static Optional<String> galaxyVersion(Path galaxy) {
    if (!Files.isRegularFile(galaxy)) {
      return Optional.empty();
    }
    try {
      byte[] content = SmallFile.read(galaxy, MOST_GALAXY_BYTES);
      return new String(content, UTF_8)
          .lines()
          .map(GALAXY_VERSION::matcher)
          .filter(Matcher::lookingAt)
          .map(found -> "v" + found.group(1))
          .findFirst();
    } catch (IOException e) {
      throw new InvalidInputException("cannot read %s: %s".formatted(galaxy, e.getMessage()), e);
    }
  }

  private static Optional<String> folderVersion(Path root) {
    String name = String.valueOf(root.getFileName());
    return name.matches("kubespray-[0-9]+\\.[0-9]+\\.[0-9]+.*")
        ? Optional.of("v" + name.substring("kubespray-".length()))
        : Optional.empty();
  }

  /**
   * Whether the tree's own script prints its lists in order of their text, as the first ones did.
   */
  public boolean sortsItsLists() {
    Path offline = root.resolve("contrib").resolve("offline");
    return Files.exists(offline.resolve("generate_list.sh"))
        && !Files.exists(offline.resolve("generate_list.yml"));
  }

  /** The inventory that the tree shows as an example; its folder, whose variables count. */
  public Path sampleInventory() {
    return root.resolve("inventory").resolve("sample");
  }
}
