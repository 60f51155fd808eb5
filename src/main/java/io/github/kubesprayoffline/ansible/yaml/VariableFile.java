package io.github.kubesprayoffline.ansible.yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Finds the files of variables that belong to a name, as Ansible does. */
public final class VariableFile {

  private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".json");

  private VariableFile() {}

  /**
   * Reads files, those too that Ansible Vault encrypted.
   *
   * @param decrypt gives the plain text of an encrypted one; its second argument is the place
   */
  public record Opener(BinaryOperator<String> decrypt) {

    /**
     * The text of a file.
     *
     * @throws io.github.kubesprayoffline.error.InvalidInputException if it cannot be read as UTF-8,
     *     or is no regular file, or too large
     */
    public String text(Path path) {
      String text = Utf8.read(path, path.toString());
      return text.startsWith("$ANSIBLE_VAULT;") ? decrypt.apply(text, path.toString()) : text;
    }
  }

  /**
   * The files for a name in a folder: the first of {@code name} (a folder of files, or a file),
   * {@code name.yml}, {@code name.yaml} and {@code name.json} that exists.
   */
  public static List<Path> find(Path folder, String name) {
    List<String> endings = new ArrayList<>(List.of(""));
    endings.addAll(ENDINGS);
    return find(folder, name, endings);
  }

  /** The same for a role's {@code main}, where a file with an ending wins against the folder. */
  public static List<Path> findInRole(Path folder, String name) {
    List<String> endings = new ArrayList<>(ENDINGS);
    endings.add("");
    return find(folder, name, endings);
  }

  private static List<Path> find(Path folder, String name, List<String> endings) {
    for (String ending : endings) {
      Path path = folder.resolve(name + ending);
      if (Files.isDirectory(path)) {
        List<Path> found = new ArrayList<>();
        collect(new Folders.Walk(), path, found);
        return found;
      }
      if (Files.exists(path)) {
        return List.of(path);
      }
    }
    return List.of();
  }

  private static void collect(Folders.Walk walk, Path folder, List<Path> found) {
    for (Path entry : walk.enter(folder)) {
      String name = entry.getFileName().toString();
      int dot = name.lastIndexOf('.');
      String ending = dot > 0 ? name.substring(dot) : "";
      if (name.startsWith(".") || name.endsWith("~")) {
        continue;
      }
      if (Files.isDirectory(entry) && ending.isEmpty()) {
        collect(walk, entry, found);
      } else if (Files.isRegularFile(entry) && (ending.isEmpty() || ENDINGS.contains(ending))) {
        found.add(entry);
      }
    }
    walk.leave();
  }
}
