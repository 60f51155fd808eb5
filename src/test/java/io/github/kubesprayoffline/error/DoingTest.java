package io.github.kubesprayoffline.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DoingTest {

  @Test
  void memoryThatRanOut_saysWhatWasReadAndHowToGiveMore() {
    assertThatThrownBy(() -> reading(new OutOfMemoryError("Java heap space")))
        .isInstanceOf(OfflineException.class)
        .hasMessageStartingWith("Memory ran out (OutOfMemoryError: Java heap space, the most is ")
        .hasMessageContaining("while reading hosts.yml.")
        .hasMessageEndingWith("MAVEN_OPTS=-Xmx2g.");
  }

  @Test
  void realRecursionWithoutEnd_isNestedTooDeeply() {
    assertThatThrownBy(() -> Doing.what("reading hosts.yml", () -> depth(0)))
        .hasMessageStartingWith(
            "Something is nested too deeply (StackOverflowError) while reading hosts.yml. Look for");
  }

  @Test
  void faultOfTheProgram_asksForAReport() {
    assertThatThrownBy(() -> reading(new NullPointerException()))
        .hasMessage(
            "A fault of the plugin or of a library (NullPointerException) while reading hosts.yml. Please report it with what mvn -e prints.")
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void stepsWithinSteps_areAllNamedTheInnermostFirst() {
    assertThatThrownBy(
            () ->
                Doing.step(
                    "running the goal resolve", () -> reading(new IllegalStateException("x"))))
        .hasMessageContaining("while reading hosts.yml, while running the goal resolve. ");
  }

  @Test
  void errorThatAnotherThreadHasWrapped_isToldAsItWas() {
    Throwable wrapped =
        new IllegalStateException(new ExecutionException(new OutOfMemoryError("Metaspace")));

    assertThatThrownBy(() -> reading((RuntimeException) wrapped))
        .hasMessageStartingWith("Memory ran out (OutOfMemoryError: Metaspace");
  }

  @Test
  void knownFailure_staysAsItIs() {
    OfflineException known = new InvalidInputException("hosts.yml:3: no such group");

    assertThatThrownBy(() -> reading(known)).isSameAs(known);
    assertThatThrownBy(() -> reading(new IllegalStateException(known))).isSameAs(known);
  }

  @Test
  void checkedException_passes() {
    assertThatThrownBy(
            () ->
                Doing.step(
                    "reading",
                    () -> {
                      throw new IOException("gone");
                    }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void interruptedThread_saysSoAndStaysInterrupted() {
    assertThatThrownBy(() -> reading(new IllegalStateException(new InterruptedException())))
        .hasMessageStartingWith("Interrupted while reading hosts.yml.");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @SuppressWarnings("removal")
  void threadThatIsStopped_stops() {
    ThreadDeath stop = new ThreadDeath();

    assertThatThrownBy(() -> reading(stop)).isSameAs(stop);
  }

  @Test
  void messageOfALibrary_forgesNoLine() {
    assertThatThrownBy(() -> reading(new IllegalStateException("x\n[ERROR] forged\u001b[31m")))
        .hasMessageContaining("x\\n[ERROR] forged\\x1b[31m");
  }

  @Test
  void severalLines_areOursAndTheirPartsAreNot() {
    InvalidInputException failure =
        new InvalidInputException(
            Lines.of("head\nforged").items(List.of("one\nforged")).line("last\rforged"));

    assertThat(failure).hasMessage("head\\nforged\n  - one\\nforged\nlast\\rforged");
    assertThat(failure.oneLine()).isEqualTo("head\\nforged / one\\nforged / last\\rforged");
  }

  @Test
  void problems_eachBeginTheirLine() {
    Problems problems = new Problems();
    problems.add(new InvalidInputException("a\n  - forged"));
    problems.add(new IntegrityException(Lines.of("b").quote("said\nmore\u0007")));

    assertThatThrownBy(problems::throwIfAny)
        .hasMessage("2 problems:\n  - a\\n  - forged\n  - b\n    said\n    more\\x07");
  }

  private static void reading(Throwable thrown) {
    Doing.step(
        "reading hosts.yml",
        () -> {
          throw Doing.rethrown(thrown);
        });
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int depth(int level) {
    return 1 + depth(level + 1);
  }
}
