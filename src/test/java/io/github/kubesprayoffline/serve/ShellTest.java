package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.testing.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {

  @Test
  void wordInWhichAShellSeesNothing_staysAsItIs() {
    assertThat(Shell.word("docker://10.0.0.5:8080/calico/node:v3.31.5"))
        .isEqualTo("docker://10.0.0.5:8080/calico/node:v3.31.5");
  }

  @Test
  void anyWord_reachesTheProgramAsItIs() {
    for (String word :
        List.of("$(id)", "a b", "x'; id; '", "`id`", "a;b&c|d>e", "*", "~", "", "[a]", "\"\\")) {
      assertThat(Programs.run("sh", "-c", "printf %s " + Shell.word(word))).isEqualTo(word);
    }
  }
}
