package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Recognises a Kubespray tree by the roles that every release has had. */
final class KubesprayRoot {

  private static final List<String> MARKS =
      List.of("roles/download", "roles/kubespray-defaults", "roles/kubespray_defaults");

  private KubesprayRoot() {}

  /** The tree in what was unpacked: right there, or in the one folder that archives have on top. */
  static Path find(Path unpacked, String source) {
    try (Stream<Path> children = Files.list(unpacked)) {
      List<Path> folders = children.filter(Files::isDirectory).toList();
      Path root = !isTree(unpacked) && folders.size() == 1 ? folders.get(0) : unpacked;
      check(root, source);
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(Path root, String source) {
    if (!isTree(root)) {
      throw new InvalidInputException(
          "source %s is not a Kubespray tree: it has none of %s. Give the folder or archive that has roles/ and inventory/."
              .formatted(source, String.join(", ", MARKS)));
    }
  }

  private static boolean isTree(Path folder) {
    return MARKS.stream().anyMatch(mark -> Files.isDirectory(folder.resolve(mark)));
  }
}
