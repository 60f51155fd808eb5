package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The variables of a tree's roles as they are written, their templates not rendered. */
final class RawDownloads {

  private RawDownloads() {}

  /** The entries of {@code downloads}, by id. */
  @SuppressWarnings("unchecked")
  static Map<String, Map<String, Object>> of(KubesprayTree tree) {
    return (Map<String, Map<String, Object>>) variables(tree).get("downloads");
  }

  /** All variables that are set in the roles' defaults and vars. */
  static Map<String, Object> variables(KubesprayTree tree) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Path role : tree.roles()) {
      for (String kind : List.of("defaults", "vars")) {
        files(role.resolve(kind)).forEach(file -> all.putAll(load(file)));
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> load(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      Map<String, Object> content =
          new Yaml(new SafeConstructor(options)).load(Files.readString(file));
      return content == null ? Map.of() : content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
