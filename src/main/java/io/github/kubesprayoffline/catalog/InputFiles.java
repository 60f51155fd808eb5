package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user's side of a catalog consists of.
 *
 * @param inventory the files for {@code inventory/} in the bundle; one of them, hidden from
 *     Ansible, says what else was asked for
 * @param extraVars the files for {@code extra-vars/} in the bundle, the strongest last
 */
public record InputFiles(SortedMap<String, byte[]> inventory, SortedMap<String, byte[]> extraVars) {

  /** Ansible passes over files that begin with a dot. */
  public static final String SELECTION = ".selection.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Reads the inputs of a catalog; the sample's files count where the user gives no inventory. */
  public static InputFiles read(CatalogRequest request) {
    SortedMap<String, byte[]> extraVars = extraVars(request.source());
    SortedMap<String, byte[]> inventory = new TreeMap<>();
    Path chosen = request.source().inventory().orElse(request.sample());
    if (Files.exists(chosen)) {
      inventory.putAll(InventoryFiles.read(chosen));
    }
    Selection recorded = request.selection().recorded(checksums(extraVars));
    inventory.put(SELECTION, SelectionJson.write(recorded));
    return new InputFiles(inventory, extraVars);
  }

  private static SortedMap<String, byte[]> extraVars(InventorySource source) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    int number = 0;
    for (Path file : source.varsFiles()) {
      files.put("%02d-%s".formatted(++number, file.getFileName()), InventoryFiles.content(file));
    }
    if (!source.vars().isEmpty()) {
      files.put("%02d-vars.json".formatted(++number), extraVars(source.vars()));
    }
    return files;
  }

  /** Sorted by name; within a value the order counts: a checksum map's first key is a default. */
  private static byte[] extraVars(Map<String, @Nullable Object> vars) {
    try {
      return (JSON.writeValueAsString(new TreeMap<>(vars)) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, Checksum> checksums(SortedMap<String, byte[]> files) {
    SortedMap<String, Checksum> checksums = new TreeMap<>();
    files.forEach((name, file) -> checksums.put(name, Checksum.sha256Of(file)));
    return checksums;
  }
}
