package io.github.kubesprayoffline.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Ansible runs the tree with modules that only write down what they are asked for. */
@RequiresProgram({"ansible-playbook", "env"})
class PlayAnsibleIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> MODULES =
      List.of("get_url", "package", "shell", "command", "stat", "template");

  @TempDir Path folder;

  @Test
  void realAnsible_asksForWhatTheGoldenListHas() throws IOException {
    FixtureTree tree = FixtureTree.whole();
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    for (String module : MODULES) {
      Files.copy(tree.root().resolveSibling("recorder.py"), plugins.resolve(module + ".py"));
    }
    Path records = folder.resolve("records.jsonl");

    Programs.runIn(
        tree.root(),
        "env",
        "PLAY_RECORDS=" + records,
        "ANSIBLE_ACTION_PLUGINS=" + plugins,
        "ANSIBLE_ROLES_PATH=" + tree.root().resolve("roles"),
        "ANSIBLE_HOME=" + folder.resolve("home"),
        "ansible-playbook",
        "-f",
        "1",
        "-c",
        "local",
        "-i",
        "inventory/hosts.ini",
        "cluster.yml");

    assertThat(lines(records)).isEqualTo(FixtureTree.recorded());
  }

  private static SortedSet<String> lines(Path records) throws IOException {
    SortedSet<String> lines = new TreeSet<>();
    for (String line : Files.readAllLines(records)) {
      JsonNode call = JSON.readTree(line);
      JsonNode args = call.path("args");
      String host = call.path("host").asText();
      switch (call.path("module").asText()) {
        case "get_url" -> lines.add(host + " file " + args.path("url").asText());
        case "package" ->
            lines.add(
                "%s package %s %s"
                    .formatted(
                        host, args.path("state").asText("present"), names(args.path("name"))));
        case "shell" ->
            lines.add(
                "%s command %s"
                    .formatted(
                        host, args.path("_raw_params").asText().strip().replaceAll("\\s+", " ")));
        default -> assertThat(MODULES).contains(call.path("module").asText());
      }
    }
    return lines;
  }

  private static String names(JsonNode name) {
    List<String> names = new ArrayList<>();
    if (name.isArray()) {
      name.forEach(each -> names.add(each.asText()));
    } else {
      names.addAll(Arrays.asList(name.asText().split(",", -1)));
    }
    return String.join(" ", names.stream().sorted().toList());
  }
}
