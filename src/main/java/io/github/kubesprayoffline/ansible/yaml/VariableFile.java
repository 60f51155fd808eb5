package io.github.kubesprayoffline.ansible.yaml;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
     * @throws InvalidInputException if it cannot be read as UTF-8
     */
    public String text(Path path) {
      try {
        String text = Files.readString(path);
        return text.startsWith("$ANSIBLE_VAULT;") ? decrypt.apply(text, path.toString()) : text;
      } catch (CharacterCodingException e) {
        throw new InvalidInputException("%s is not UTF-8 text".formatted(path), e);
      } catch (IOException e) {
        throw new InvalidInputException("cannot read %s: %s".formatted(path, e), e);
      }
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
        collect(path, found);
        return found;
      }
      if (Files.exists(path)) {
        return List.of(path);
      }
    }
    return List.of();
  }

  private static void collect(Path folder, List<Path> found) {
    for (Path entry : Folders.sorted(folder)) {
      String name = entry.getFileName().toString();
      int dot = name.lastIndexOf('.');
      String ending = dot > 0 ? name.substring(dot) : "";
      if (name.startsWith(".") || name.endsWith("~")) {
        continue;
      }
      if (Files.isDirectory(entry) && ending.isEmpty()) {
        collect(entry, found);
      } else if (Files.isRegularFile(entry) && (ending.isEmpty() || ENDINGS.contains(ending))) {
        found.add(entry);
      }
    }
  }
}
