package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of the reference, which real Ansible wrote, is what the catalog has. */
@RequiresShared({"oracle/expected", "kubespray"})
class OracleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  static Stream<OracleCase> cases() throws IOException {
    return OracleCase.all(Shared.folder());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTree_hasTheValuesThatAnsibleGives(OracleCase oracle) throws IOException {
    JsonNode expected = JSON.readTree(oracle.expected().toFile());

    Resolution resolution = CatalogBuilder.build(oracle.request(folder));

    assertThat(OracleView.of(resolution)).containsExactlyInAnyOrderEntriesOf(wanted(expected));
  }

  private static Map<String, String> wanted(JsonNode expected) {
    Map<String, String> all = new TreeMap<>();
    expected
        .path("downloads")
        .properties()
        .forEach(entry -> all.put(entry.getKey(), OracleView.line(entry.getValue())));
    return all;
  }
}
