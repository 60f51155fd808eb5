package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written obeys the schemas that are in the jar. */
class SchemaTest {

  @ParameterizedTest
  @CsvSource({
    "lock-1, lock/lock.json",
    "catalog-1, catalog/catalog.json",
    "selection-1, catalog/selection.json",
    "site-1, lock/site.json"
  })
  void goldenFile_obeysItsSchema(String schema, String golden) throws IOException {
    assertThat(schema(schema).validate(text("/" + golden), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lock-1, lock/lock.json, kubespray-offline/lock/1, kubespray-offline/lock/2",
    "lock-1, lock/lock.json, '\"size\": 55', '\"size\": -1'",
    "lock-1, lock/lock.json, '\"scope\": \"enabled\"', '\"scope\": \"some\"'",
    "lock-1, lock/lock.json, linux/arm64, arm64",
    "lock-1, lock/lock.json, linux/arm64, linux/ARM 64",
    "lock-1, lock/lock.json, '\"path\": \"', '\"path\": \"../'",
    "lock-1, lock/lock.json, '\"path\": \"', '\"path\": \"/'",
    "lock-1, lock/lock.json, '\"mediaType\"', '\"type\"'",
    "catalog-1, catalog/catalog.json, sha256:1ca4, sha256:xca4",
    "catalog-1, catalog/catalog.json, '\"selected\": true', '\"selected\": \"yes\"'",
    "site-1, lock/site.json, '\"strip\"', '\"flat\"'",
    "selection-1, catalog/selection.json, selection/1, selection/2",
    "selection-1, catalog/selection.json, '\"siteImages\": true', '\"siteImages\": 1'",
    "selection-1, catalog/selection.json, '\"scope\": \"all\"', '\"scope\": \"some\"'",
    "selection-1, catalog/selection.json, '\"url\"', '\"uri\"'",
    "selection-1, catalog/selection.json, sha256:, md4:",
    "selection-1, catalog/selection.json, '\"facts\"', '\"fact\"'",
  })
  void whatIsNotOurs_breaksTheSchema(String schema, String golden, String from, String to)
      throws IOException {
    String text = text("/" + golden);

    assertThat(text).contains(from);
    assertThat(schema(schema).validate(text.replace(from, to), InputFormat.JSON)).isNotEmpty();
  }

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text("/io/github/kubesprayoffline/schema/" + name + ".json"));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = SchemaTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
