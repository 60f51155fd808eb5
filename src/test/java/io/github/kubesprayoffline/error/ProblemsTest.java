package io.github.kubesprayoffline.error;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  private final OfflineException down = new OfflineException("the registry is down");
  private final OfflineException gone = new OfflineException("a:1 is gone");

  @Test
  void noProblem_throwsNothing() {
    assertThatCode(() -> Problems.throwAll(List.of())).doesNotThrowAnyException();
  }

  @Test
  void onlyProblem_isThrownAsItIs() {
    assertThatThrownBy(() -> Problems.throwAll(List.of(down))).isSameAs(down);
  }

  @Test
  void severalProblems_areToldInTheirOrder() {
    assertThatThrownBy(() -> Problems.throwAll(List.of(down, gone)))
        .hasMessage("2 problems:\n  - the registry is down\n  - a:1 is gone");
  }

  @Test
  void whatManyThingsFailOfInTheSameWords_isOneProblem() {
    OfflineException again = new OfflineException("the registry is down");

    assertThatThrownBy(() -> Problems.throwAll(List.of(down, again, down))).isSameAs(down);
    assertThatThrownBy(() -> Problems.throwAll(List.of(down, gone, again)))
        .hasMessageStartingWith("2 problems:");
  }
}
