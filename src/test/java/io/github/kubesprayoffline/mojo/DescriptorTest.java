package io.github.kubesprayoffline.mojo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Maven and its users are told of the goals. */
class DescriptorTest {

  /** The most parameters that a goal may show; one that needs more says so here. */
  private static final Map<String, Integer> MOST_PARAMETERS =
      Map.ofEntries(
          Map.entry("bundle", 44),
          Map.entry("certificate", 12),
          Map.entry("config", 37),
          Map.entry("diff", 7),
          Map.entry("download", 41),
          Map.entry("help", 4),
          Map.entry("lock", 41),
          Map.entry("prune", 4),
          Map.entry("publish", 30),
          Map.entry("pull", 39),
          Map.entry("push", 41),
          Map.entry("resolve", 26),
          Map.entry("serve", 16),
          Map.entry("verify", 45));

  /** What a goal shows and does not read. */
  private static final Map<String, Set<String>> UNREAD =
      Map.of("lock", Set.of("updateLock")); // It always does.

  private static Map<String, MojoDescriptor> goals;

  @BeforeAll
  static void read() throws Exception {
    Path classes =
        Path.of(PruneMojo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Reader plugin = Files.newBufferedReader(classes.resolve("META-INF/maven/plugin.xml"))) {
      goals =
          new PluginDescriptorBuilder()
              .build(plugin).getMojos().stream()
                  .collect(toMap(MojoDescriptor::getGoal, goal -> goal));
    }
  }

  @Test
  void eachGoal_showsNoMoreParametersThanItsBound() {
    assertThat(goals.keySet()).isEqualTo(MOST_PARAMETERS.keySet());
    MOST_PARAMETERS.forEach(
        (goal, most) -> assertThat(shown(goal)).as(goal).hasSizeLessThanOrEqualTo(most));
  }

  @Test
  void goalsThatBuildNothing_showOnlyWhatTheyUse() {
    assertThat(shown("prune")).containsExactlyInAnyOrder("cache", "maxSize", "skip", "unusedDays");
    assertThat(shown("diff"))
        .containsExactlyInAnyOrder(
            "bundle", "diffFile", "diffFormat", "from", "lockFile", "skip", "to");
  }

  @Test
  void eachGoal_readsEachParameterThatItShows() {
    for (String goal : written()) {
      Set<String> unread = new TreeSet<>(shown(goal));
      unread.removeAll(reached(goal).parameters);
      assertThat(unread).as(goal).isEqualTo(UNREAD.getOrDefault(goal, Set.of()));
    }
  }

  @Test
  void whateverAGoalGivesItsJob_isNeededByAStageThatItRuns() {
    for (String goal : written()) {
      assertThat(reached(goal).needed).as(goal).containsAll(reached(goal).given);
    }
    assertThat(reached("resolve").needed).containsExactly("resolve");
    assertThat(reached("config").given).containsExactly("mirror");
    assertThat(reached("pull").given).containsExactly("mirror", "registryMirrors", "threads");
    assertThat(reached("publish").given).containsExactly("checksums", "threads");
  }

  @Test
  void goalsThatBuildNothing_reachNoJob() {
    assertThat(Set.of("certificate", "diff", "prune", "serve"))
        .allSatisfy(goal -> assertThat(reached(goal).needed).isEmpty());
  }

  @Test
  void goalsOfNoSingleModule_areAggregators() {
    assertThat(goals.values().stream().filter(MojoDescriptor::isAggregator))
        .extracting(MojoDescriptor::getGoal)
        .containsExactlyInAnyOrder("certificate", "diff", "prune", "serve");
  }

  @Test
  void targets_haveNoDefault_andBelongToOneGoalEach() {
    assertThat(goals.values().stream().filter(goal -> shows(goal, "pushTo")))
        .extracting(MojoDescriptor::getGoal)
        .containsExactly("push");
    assertThat(goals.values().stream().filter(goal -> shows(goal, "publishTo")))
        .extracting(MojoDescriptor::getGoal)
        .containsExactly("publish");
    assertThat(goals.get("push").getParameterMap().get("pushTo").getDefaultValue()).isNull();
    assertThat(goals.get("publish").getParameterMap().get("publishTo").getDefaultValue()).isNull();
  }

  /** The goal help is generated. */
  private static Set<String> written() {
    Set<String> written = new TreeSet<>(goals.keySet());
    written.remove("help");
    return written;
  }

  private static Reached reached(String goal) {
    return new Reached(goals.get(goal).getImplementation());
  }

  private static boolean shows(MojoDescriptor goal, String parameter) {
    return shown(goal.getGoal()).contains(parameter);
  }

  private static List<String> shown(String goal) {
    List<Parameter> parameters = goals.get(goal).getParameters();
    return parameters.stream().filter(Parameter::isEditable).map(Parameter::getName).toList();
  }
}
