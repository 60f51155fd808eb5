package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {

  private final Stages stages = new Stages();
  private final List<String> done = new ArrayList<>();

  @Test
  void sameInput_isWorkedOnOnce() {
    assertThat(run("files", "a")).isEqualTo("files of a");
    assertThat(run("files", "a")).isEqualTo("files of a");
    run("images", "a");

    assertThat(done).containsExactly("files of a", "images of a");
  }

  @Test
  void inputBeforeTheLast_isWorkedOnAgain_asItsResultsWereWrittenOver() {
    run("files", "a");
    run("files", "b");
    run("files", "a");

    assertThat(done).containsExactly("files of a", "files of b", "files of a");
  }

  @Test
  void failure_leavesNothingToShare() {
    run("files", "a");
    assertThatThrownBy(
            () ->
                stages.once(
                    "files",
                    "b",
                    () -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");
    run("files", "a");

    assertThat(done).containsExactly("files of a", "files of a");
  }

  @Test
  void stageWithinAStage_isSharedToo() {
    stages.once("bundle", "a", () -> run("files", "a"));
    run("files", "a");

    assertThat(done).containsExactly("files of a");
  }

  private String run(String stage, String input) {
    return stages.once(
        stage,
        input,
        () -> {
          done.add(stage + " of " + input);
          return stage + " of " + input;
        });
  }
}
