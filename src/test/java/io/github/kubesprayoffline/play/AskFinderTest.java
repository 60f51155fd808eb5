package io.github.kubesprayoffline.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.play.ask.Ask;
import io.github.kubesprayoffline.play.ask.Asks;
import io.github.kubesprayoffline.play.walk.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a walk asks for, on trees of our own. */
class AskFinderTest {

  @TempDir Path folder;

  private static String fetch(String name) {
    return "  get_url: { url: 'https://example.org/%s', dest: /tmp/x }\n".formatted(name);
  }

  @Test
  void everyConstruct_asksForWhatAnsibleRecorded() throws IOException {
    Asks asks = FixtureTree.whole().asks();

    assertThat(asks.failures()).isEmpty();
    assertThat(FixtureTree.lines(asks, false)).isEqualTo(FixtureTree.recorded());
    assertThat(FixtureTree.lines(asks, true)).isEqualTo(FixtureTree.recorded());
  }

  @Test
  void imagesOfATemplate_areFoundByKeysAndPairs() {
    assertThat(FixtureTree.images(FixtureTree.whole().asks()))
        .contains(
            "registry.example.org/first:1 by image",
            "registry.example.org/second:1 by secondImage",
            "quay.io/example/operator:v2 by values, digest left to the chart",
            "docker.io/example/side:latest by environment");
  }

  @Test
  void tagsAskedFor_runNothingElse() {
    Asks asks = FixtureTree.whole().asks(new Tags(Set.of("debugging", "tasks"), Set.of()));

    assertThat(FixtureTree.urls(asks))
        .containsExactly("https://example.org/never", "https://example.org/task/default/play/file");
  }

  @Test
  void tagsSkipped_leaveTheRest() {
    Asks asks = FixtureTree.whole().asks(new Tags(Set.of(), Set.of("app", "blocks", "base")));

    assertThat(FixtureTree.urls(asks))
        .contains("https://example.org/items/a", "https://example.org/before/play/imported")
        .noneMatch(url -> url.contains("/param/") || url.contains("/inner/"));
  }

  @Test
  void conditionOnACommand_isUnknown_andItsTaskMayAsk() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(
                folder,
                """
                - command: which python3
                  register: found
                - when: found.rc != 0
                """
                    + fetch("missing")
                    + "- when: found.rc == 0\n"
                    + fetch("there"))
            .asks();

    assertThat(FixtureTree.lines(asks, false))
        .containsExactly(
            "node1 file https://example.org/missing", "node1 file https://example.org/there");
    assertThat(FixtureTree.lines(asks, true)).isEmpty();
  }

  @Test
  void whatOnlyAnUnknownTaskSets_isSeenByThoseBehindTheSameCondition() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(
                folder,
                """
                - command: which it
                  register: found
                - when: found.rc != 0
                  block:
                    - set_fact: { name: set }
                    - get_url: { url: 'https://example.org/{{ name }}', dest: /tmp/x }
                - get_url: { url: "https://example.org/{{ name | default('unset') }}", dest: /tmp/x }
                """)
            .asks();

    assertThat(FixtureTree.urls(asks))
        .containsExactly("https://example.org/set", "https://example.org/unset");
    assertThat(FixtureTree.lines(asks, true))
        .containsExactly("node1 file https://example.org/unset");
    assertThat(asks.failures()).isEmpty();
  }

  @Test
  void certainlyFalseAfterUnknown_asksForNothing() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(
                folder,
                """
                - command: which it
                  register: found
                - when: [found.rc != 0, false]
                """
                    + fetch("no"))
            .asks();

    assertThat(FixtureTree.urls(asks)).isEmpty();
  }

  @Test
  void rescue_mayRun() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(
                folder,
                """
                - block:
                    - command: "true"
                  rescue:
                    - get_url: { url: 'https://example.org/rescue', dest: /tmp/x }
                """)
            .asks();

    assertThat(FixtureTree.lines(asks, false))
        .containsExactly("node1 file https://example.org/rescue");
    assertThat(FixtureTree.lines(asks, true)).isEmpty();
  }

  @Test
  void fileThatTheWalkMade_isThere_andAnotherOneIsUnknown() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(
                folder,
                """
                - copy: { content: x, dest: /etc/made }
                - stat: { path: /etc/made }
                  register: made
                - stat: { path: /etc/other }
                  register: other
                - when: made.stat.exists
                """
                    + fetch("made")
                    + "- when: other.stat.exists\n"
                    + fetch("other"))
            .asks();

    assertThat(FixtureTree.lines(asks, true))
        .containsExactly("node1 file https://example.org/made");
    assertThat(FixtureTree.urls(asks))
        .containsExactly("https://example.org/made", "https://example.org/other");
  }

  @Test
  void firstFound_leavesOutNamesOfWhatIsNotDefined() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(
                folder,
                """
                - include_vars: "{{ item }}"
                  with_first_found:
                    - files: ["{{ nothing }}.yml", there.yml]
                - get_url: { url: 'https://example.org/{{ name }}', dest: /tmp/x }
                """)
            .with("vars/there.yml", "name: found\n")
            .asks();

    assertThat(FixtureTree.urls(asks)).containsExactly("https://example.org/found");
  }

  @Test
  void conditions_areNamedWithWhoAsks() throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(folder, "- include_tasks: more.yml\n  when: outer | default(true)\n")
            .with("more.yml", "- name: Inner\n  when: inner | default(true)\n" + fetch("it"));

    var source = tree.asks().of(Ask.File.class).get(0).getValue().keySet().iterator().next();

    assertThat(source.when()).containsExactly("outer | default(true)", "inner | default(true)");
    assertThat(source.at()).isEqualTo("more.yml:1");
    assertThat(source.task()).isEqualTo("Inner");
  }

  @Test
  void taskThatCannotBeEvaluated_isNamed_andTheWalkGoesOn() throws IOException {
    Asks asks =
        FixtureTree.ofTasks(folder, "- command: '{{ nothing }}'\n- name: next\n" + fetch("next"))
            .asks();

    assertThat(asks.failures()).containsOnlyKeys("cluster.yml:4");
    assertThat(asks.failures().get("cluster.yml:4").first()).contains("'nothing' is undefined");
    assertThat(FixtureTree.urls(asks)).containsExactly("https://example.org/next");
  }

  static Stream<Arguments> brokenPlaybooks() {
    return Stream.of(
        Arguments.of("- hosts: nodes\n  tasks: 5\n", "cluster.yml: tasks are a list"),
        Arguments.of(
            "- hosts: nodes\n  tasks:\n    - name: x\n", "cluster.yml:3: the task has no module"),
        Arguments.of("- 5\n", "cluster.yml: a play is a mapping"),
        Arguments.of("- import_playbook: ../../else.yml\n", "would lie outside of the tree"),
        Arguments.of("- import_playbook: cluster.yml\n", "import each other too deep"),
        Arguments.of("- import_playbook: missing.yml\n", "the tree has no playbook missing.yml"),
        Arguments.of("- hosts: [\n", "cluster.yml:2:"));
  }

  @ParameterizedTest
  @MethodSource("brokenPlaybooks")
  void brokenPlaybook_isRefusedWithItsPlace(String text, String why) throws IOException {
    FixtureTree tree = FixtureTree.ofTasks(folder, "").with("cluster.yml", text);

    assertThatThrownBy(tree::asks)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }

  @Test
  void tasksThatIncludeThemselves_end() throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(folder, "- include_tasks: more.yml\n")
            .with("more.yml", "- include_tasks: more.yml\n- include_tasks: more.yml\n");

    assertThatThrownBy(tree::asks)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("evaluations");
  }

  @Test
  void rolesThatDependOnEachOther_areNamed() throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(folder, "- include_role: { name: a }\n")
            .with("roles/a/meta/main.yml", "dependencies: [b]\n")
            .with("roles/b/meta/main.yml", "dependencies: [a]\n");

    assertThat(tree.asks().failures().toString()).contains("nest too deep");
  }

  @ParameterizedTest
  @CsvSource({"../../secret.yml", "/etc/passwd", "/kubespray/../secret.yml"})
  void fileOutsideOfTheTree_isNotRead(String path) throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(folder, "- include_vars: %s\n".formatted(path))
            .with("../secret.yml", "a: b\n");

    assertThat(tree.asks().failures().toString()).contains("the tree has no file of variables");
  }

  @Test
  void loopOverMoreThanMemoryHolds_isNamed() throws IOException {
    FixtureTree tree =
        FixtureTree.ofTasks(
            folder,
            """
            - command: echo {{ item }}
              with_nested:
                - "{{ range(1000) | list }}"
                - "{{ range(1000) | list }}"
                - "{{ range(1000) | list }}"
            """);

    assertThat(tree.asks().failures().toString()).contains("too long");
  }

  @Test
  void hostsThatDifferInWhatIsRead_askForDifferentThings() throws IOException {
    StringBuilder hosts = new StringBuilder("[nodes]\n");
    for (int i = 0; i < 3000; i++) {
      hosts.append(
          "n%d ip=10.0.%d.%d rack=%d kind=%s%n"
              .formatted(i, i / 256, i % 256, i, i % 2 == 0 ? "even" : "odd"));
    }
    FixtureTree tree =
        FixtureTree.ofTasks(
                folder,
                "- get_url: { url: 'https://example.org/{{ kind }}', dest: '/tmp/{{ ip }}' }\n")
            .with("inventory/hosts.ini", hosts.toString());

    Asks asks = tree.asks();

    assertThat(FixtureTree.urls(asks))
        .containsExactly("https://example.org/even", "https://example.org/odd");
    assertThat(FixtureTree.lines(asks, true))
        .hasSize(3000)
        .contains("n2999 file https://example.org/odd");
  }
}
