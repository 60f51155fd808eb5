package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.yaml.Folders;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an inventory from a file, or from the files in a folder, in Ansible's order. */
public final class InventoryReader {

  private static final Set<String> YAML_ENDINGS = Set.of("", ".yaml", ".yml", ".json");

  /** What Ansible, with Kubespray's configuration, passes over in a folder of inventories. */
  private static final Pattern IGNORED =
      Pattern.compile(
          "\\..*|host_vars|group_vars|vars_plugins|.*(?:~|\\.(?:pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry|creds|gpg))"
              + "|.*(?:artifacts|credentials).*");

  private final Inventory inventory = new Inventory();
  private final VariableFile.Opener opener;
  private final Folders.Walk walk = new Folders.Walk();
  private boolean foundAny;

  private InventoryReader(VariableFile.Opener opener) {
    this.opener = opener;
  }

  /**
   * Reads an inventory.
   *
   * @throws InvalidInputException if there is none at the path, or it cannot be read
   */
  public static Inventory read(Path path, VariableFile.Opener opener) {
    if (!Files.exists(path)) {
      throw new InvalidInputException("there is no inventory at " + path);
    }
    InventoryReader reader = new InventoryReader(opener);
    reader.source(path);
    if (!reader.foundAny) {
      throw new InvalidInputException(
          "the folder %s holds no inventory that Ansible reads: in a folder it passes over *.ini and *.cfg; name the file itself"
              .formatted(path));
    }
    reader.inventory.reconcile();
    return reader.inventory;
  }

  private void source(Path path) {
    if (!Files.isDirectory(path)) {
      foundAny = true;
      file(path);
      return;
    }
    for (Path entry : walk.enter(path)) {
      if (!IGNORED.matcher(entry.getFileName().toString()).matches()) {
        source(entry);
      }
    }
    walk.leave();
  }

  private void file(Path path) {
    String text = opener.text(path);
    if (Files.isExecutable(path) && text.startsWith("#!")) {
      throw new InvalidInputException(
          "the inventory %s is a program, and is not run: save the output of 'ansible-inventory --list --yaml --export' and name that file"
              .formatted(path));
    }
    String name = path.toString();
    int dot = name.lastIndexOf('.');
    String ending = dot > name.lastIndexOf('/') ? name.substring(dot) : "";
    if (YAML_ENDINGS.contains(ending) && !looksLikeIni(text)) {
      YamlInventory.read(YamlValues.parse(text, name), name, inventory);
    } else {
      IniInventory.read(text, name, inventory);
    }
  }

  /** A file without an ending may be either; no YAML inventory begins with a section. */
  private static boolean looksLikeIni(String text) {
    String first =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
            .findFirst()
            .orElse("");
    return first.startsWith("[")
        || !(first.contains(":") || first.startsWith("{") || first.equals("---"));
  }
}
