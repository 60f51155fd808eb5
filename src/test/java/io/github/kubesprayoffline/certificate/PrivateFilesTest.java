package io.github.kubesprayoffline.certificate;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

  private final List<String> log = new ArrayList<>();

  @TempDir Path top;

  @Test
  void foldersThatAreMade_areTheirOwnersAlone() throws IOException {
    Path folder = top.resolve("a/b");

    make(folder);

    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(folder.getParent())).isEqualTo("rwx------");
  }

  @Test
  void keysThatSomebodyHasOpened_areClosedWithAWarning() throws IOException {
    make(top);
    for (String key : List.of("ca-key.pem", "server-key.pem")) {
      for (String opened : List.of("rw-rw-rw-", "rw-r-----", "rwx------", "rw----r--")) {
        Files.setPosixFilePermissions(top.resolve(key), fromString(opened));
        log.clear();

        make(top);

        assertThat(mode(top.resolve(key))).isEqualTo("rw-------");
        assertThat(log).singleElement().asString().contains(key + " was " + opened + " and is ");
      }
    }
  }

  @Test
  void keyThatIsItsOwnersAlone_needsNoWarning() throws IOException {
    make(top);
    Files.setPosixFilePermissions(top.resolve("ca-key.pem"), fromString("r--------"));
    log.clear();

    make(top);

    assertThat(log).isEmpty();
  }

  @Test
  void folderThatAnybodyMayWriteTo_isClosedWithAWarning() throws IOException {
    make(top);
    Files.setPosixFilePermissions(top, fromString("rwxrwxrwx"));
    log.clear();

    make(top);

    assertThat(mode(top)).isEqualTo("rwx------");
    assertThat(log).singleElement().asString().contains("was rwxrwxrwx and is rwx------");
  }

  @Test
  void givenKeyThatEverybodyMayRead_isRefused() throws IOException {
    make(top);
    Path key = top.resolve("server-key.pem");
    GivenFiles given = new GivenFiles(top.resolve("server.pem"), key, List.of("a.example"));
    for (String open : List.of("rw-r--r--", "rw-rw----", "rw--w----", "rw-----w-")) {
      Files.setPosixFilePermissions(key, fromString(open));

      assertThatThrownBy(() -> given.current(Instant.now()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll(key.toString(), open, "chmod go= ");
    }
    Files.setPosixFilePermissions(key, fromString("rw-r-----"));
    assertThat(given.current(Instant.now()).chain()).hasSize(1);
  }

  private void make(Path folder) {
    var unused = new OwnAuthority(folder, List.of("a.example"), log::add).current(Instant.now());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
