package io.github.kubesprayoffline.catalog;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.TarGz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A tree and a scenario of the reference. */
public record OracleCase(Path shared, String archive, String scenario) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  public static Stream<OracleCase> all(Path shared) throws IOException {
    try (Stream<Path> files = Files.walk(shared.resolve("oracle/expected"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> of(shared, file))
          .toList()
          .stream();
    }
  }

  private static OracleCase of(Path shared, Path expected) {
    String scenario = expected.getFileName().toString().replace(".json", "");
    return new OracleCase(shared, expected.getParent().getFileName().toString(), scenario);
  }

  Path expected() {
    return shared.resolve("oracle/expected").resolve(archive).resolve(scenario + ".json");
  }

  /** The request for the case; the tree is unpacked in a folder, unless it is there. */
  public CatalogRequest request(Path folder) throws IOException {
    Path root = folder.resolve(archive);
    if (Files.notExists(root)) {
      TarGz.unpack(shared.resolve("kubespray").resolve(archive + ".tar.gz"), folder);
    }
    JsonNode described =
        JSON.readTree(shared.resolve("oracle/scenarios").resolve(scenario + ".json").toFile());
    CatalogRequest request =
        CatalogRequest.of(KubesprayTree.open(root))
            .withInventory(inventory(root, described.path("inventory").asText()))
            .selecting(Selection.FACTS, JSON.convertValue(described.path("facts"), VALUES));
    JsonNode vars = described.path("vars");
    return vars.isTextual()
        ? request.withSource(
            request
                .source()
                .withVarsFiles(List.of(shared.resolve("oracle").resolve(vars.asText()))))
        : request.withVars(JSON.convertValue(vars, VALUES));
  }

  private Path inventory(Path root, String name) throws IOException {
    Path file = shared.resolve("oracle").resolve(name);
    if (name.contains("/")) {
      return file;
    }
    return Files.copy(file, root.resolve("inventory/sample").resolve(name), REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return archive + " " + scenario;
  }
}
