package io.github.kubesprayoffline.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The values that {@link ExpressionsTest} wants are those that the installed Ansible prints. */
@RequiresProgram({"ansible", "jq"})
class ExpressionsIT {

  @Test
  void realAnsible_printsTheValuesOfTheTable() throws IOException {
    String printed = Programs.run("src/test/scripts/expressions.sh");
    assertThat(printed)
        .isEqualTo(Files.readString(Path.of("src/test/resources/ansible/expressions.json")));
  }
}
