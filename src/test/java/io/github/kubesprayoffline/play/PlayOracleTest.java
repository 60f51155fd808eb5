package io.github.kubesprayoffline.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.kubesprayoffline.play.ask.Asks;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real Ansible asked for on real trees, a walk asks for. */
@RequiresShared("oracle/play")
@RequiresTrees
class PlayOracleTest {

  @TempDir Path folder;

  static Stream<PlayCase> cases() throws IOException {
    return PlayCase.all(Shared.folder(), RequiresTreesCondition.folder());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void walk_asksForAllThatAnsibleAskedFor_andPerhapsForWhatIsListed(PlayCase oracle)
      throws IOException {
    assumeThat(oracle.root()).as("the tree %s", oracle.root()).isDirectory();
    Map<String, SortedSet<String>> recorded = PlayView.recorded(oracle.expected());

    Asks asks = AskFinder.find(oracle.request(folder));

    Map<String, SortedSet<String>> all = PlayView.found(asks, false);
    assertThat(without(recorded, all)).as("missing").isEmpty();
    assertThat(without(PlayView.found(asks, true), recorded))
        .as("certain, but not asked")
        .isEmpty();
    assertThat(asks.failures()).as("not evaluated").isEmpty();
    SortedSet<String> possible = onAnyHost(oracle.tree(), without(all, recorded));
    write(possible);
    assertThat(golden()).as("listed as possible").containsAll(possible);
  }

  /** What one has and the other has not, by key. */
  private static Map<String, SortedSet<String>> without(
      Map<String, SortedSet<String>> one, Map<String, SortedSet<String>> other) {
    Map<String, SortedSet<String>> left = new TreeMap<>();
    one.forEach(
        (key, lines) -> {
          SortedSet<String> rest = new TreeSet<>(lines);
          rest.removeAll(other.get(key));
          if (!rest.isEmpty()) {
            left.put(key, rest);
          }
        });
    return left;
  }

  private static SortedSet<String> onAnyHost(String tree, Map<String, SortedSet<String>> lines) {
    SortedSet<String> all = new TreeSet<>();
    lines.forEach(
        (key, each) ->
            each.forEach(
                line ->
                    all.add(
                        "%s %s %s".formatted(tree, key, line.substring(line.indexOf(' ') + 1)))));
    return all;
  }

  /** With the property {@code play.possible}, the lines are added to that file. */
  private static void write(SortedSet<String> possible) throws IOException {
    String file = System.getProperty("play.possible", "");
    if (!file.isEmpty()) {
      SortedSet<String> all = new TreeSet<>(possible);
      if (Files.exists(Path.of(file))) {
        all.addAll(Files.readAllLines(Path.of(file)));
      }
      Files.write(Path.of(file), all);
    }
  }

  private static SortedSet<String> golden() throws IOException {
    try (InputStream in = PlayOracleTest.class.getResourceAsStream("/play/possible.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
