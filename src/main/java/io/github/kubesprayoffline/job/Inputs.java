package io.github.kubesprayoffline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.InventoryDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the user's side of a catalog consists of.
 *
 * @param inventory the files for {@code inventory/} in the bundle; one of them, hidden from
 *     Ansible, says what else was asked for
 * @param extraVars the files for {@code extra-vars/} in the bundle, the strongest last
 */
record Inputs(SortedMap<String, byte[]> inventory, SortedMap<String, byte[]> extraVars) {

  /** Ansible passes over files that begin with a dot. */
  static final String SELECTION = ".selection.json";

  private static final JsonMapper IN_ORDER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /**
   * The inputs of a build.
   *
   * @param sample the tree's own inventory, which counts where the user gives none
   */
  static Inputs of(Wanted wanted, Path sample) {
    SortedMap<String, byte[]> extraVars = extraVars(wanted);
    SortedMap<String, byte[]> inventory = new TreeMap<>();
    Path chosen = wanted.inventory().orElse(sample);
    if (Files.exists(chosen)) {
      inventory.putAll(InventoryFiles.of(chosen));
    }
    inventory.put(SELECTION, json(selection(wanted, extraVars)));
    return new Inputs(inventory, extraVars);
  }

  /** Tells these inputs from others. */
  Checksum digest() {
    return InventoryDigest.of(inventory);
  }

  private static SortedMap<String, byte[]> extraVars(Wanted wanted) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    int number = 0;
    for (Path file : wanted.varsFiles()) {
      files.put("%02d-%s".formatted(++number, file.getFileName()), InventoryFiles.read(file));
    }
    if (!wanted.vars().isEmpty()) {
      files.put("%02d-vars.json".formatted(++number), extraVars(wanted.vars()));
    }
    return files;
  }

  /** Sorted by name; within a value the order counts: a checksum map's first key is a default. */
  private static byte[] extraVars(Map<String, Object> vars) {
    return json(IN_ORDER, new TreeMap<>(vars));
  }

  private static Map<String, Object> selection(Wanted wanted, SortedMap<String, byte[]> extraVars) {
    SortedMap<String, String> hashes = new TreeMap<>();
    extraVars.forEach((name, file) -> hashes.put(name, Checksum.sha256Of(file).toString()));
    Map<String, Object> selection = new LinkedHashMap<>();
    selection.put("architectures", sorted(wanted.architectures()));
    selection.put("excludes", sorted(wanted.excludes()));
    selection.put(
        "extraFiles", sorted(wanted.extraFiles().stream().map(ExtraFile::recorded).toList()));
    selection.put("extraImages", sorted(wanted.extraImages()));
    selection.put("extraVars", hashes);
    selection.put("facts", wanted.facts());
    selection.put("includes", sorted(wanted.includes()));
    selection.put("runnerImage", sorted(wanted.site().runner().stream().toList()));
    selection.put("scope", wanted.scope().name().toLowerCase(Locale.ROOT));
    selection.put("siteImages", wanted.site().images());
    return selection;
  }

  private static List<String> sorted(List<?> values) {
    return values.stream().map(Object::toString).sorted().toList();
  }

  private static byte[] json(Object value) {
    return json(JSON, value);
  }

  private static byte[] json(JsonMapper mapper, Object value) {
    try {
      return (mapper.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
