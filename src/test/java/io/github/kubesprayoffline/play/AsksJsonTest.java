package io.github.kubesprayoffline.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.play.walk.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How asks are written. */
class AsksJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubesprayRelease RELEASE =
      new KubesprayRelease("v9.9.9", "https://example.org/tree.tar.gz", null);

  @TempDir Path folder;

  private static byte[] write(FixtureTree tree) {
    return AsksJson.write(
        RELEASE,
        "cluster.yml",
        tree.request(Tags.ALL).inventory().get(),
        tree.asks(),
        List.of(new NotCarried("the image a/b:1", "r asks for it", "Add it.")));
  }

  @Test
  void asksOfEveryConstruct_obeyTheSchema() throws IOException {
    String text = new String(write(FixtureTree.whole()), StandardCharsets.UTF_8);

    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    assertThat(
            schema()
                .validate(text.replace("\"certain\": true", "\"certain\": 1"), InputFormat.JSON))
        .isNotEmpty();
  }

  private static com.networknt.schema.Schema schema() throws IOException {
    try (InputStream in =
        AsksJsonTest.class.getResourceAsStream("/io/github/kubesprayoffline/schema/asks-1.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void sameTree_givesTheSameBytes() {
    assertThat(write(FixtureTree.whole())).isEqualTo(write(FixtureTree.whole()));
  }

  @Test
  void hosts_areSaidByTheirGroups_andByNameWhereNoneFits() throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(
                folder,
                """
                - get_url: { url: 'https://example.org/all', dest: /tmp/x }
                - get_url: { url: 'https://example.org/some', dest: /tmp/x }
                  when: inventory_hostname == 'b'
                """)
            .with("inventory/hosts.ini", "[nodes]\na\nb\n");

    JsonNode files = JSON.readTree(write(tree)).path("files");

    JsonNode all = files.path(0).path("sources").path(0);
    JsonNode some = files.path(1).path("sources").path(0);
    assertThat(all.path("groups").toString()).isEqualTo("[\"nodes\"]");
    assertThat(all.path("hosts")).isEmpty();
    assertThat(some.path("groups")).isEmpty();
    assertThat(some.path("hosts").toString()).isEqualTo("[\"b\"]");
    assertThat(some.path("at").asText()).isEqualTo("cluster.yml:5");
    assertThat(some.path("when").toString()).isEqualTo("[\"inventory_hostname == 'b'\"]");
  }

  @Test
  void secretArguments_areHidden() throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(
            folder,
            """
            - redhat_subscription: { state: present, username: me, password: hunter2, activationkey: k3y }
            """);

    String text = new String(write(tree), StandardCharsets.UTF_8);

    assertThat(text).contains("\"username\": \"me\"").doesNotContain("hunter2", "k3y");
  }
}
