package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.testing.Aloud;
import io.github.kubesprayoffline.testing.Jdks;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever builds a bundle, wherever and with whatever, gets the same bytes. */
@RequiresProgram("sh")
class ReproducibilityIT {

  private static String reference;

  @TempDir Path folder;

  @BeforeAll
  static void buildReference(@TempDir Path elsewhere) throws IOException {
    reference = build(elsewhere.resolve("reference"), "", "", java(Jdks.current()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another umask, umask 077, '', ''",
    "another time zone, '', TZ=Pacific/Kiritimati, -Duser.timezone=Pacific/Kiritimati",
    "another locale, '', LC_ALL=tr_TR.UTF-8, -Duser.language=tr -Duser.country=TR",
    "another encoding, '', LC_ALL=C, -Dfile.encoding=ISO-8859-1 -Dsun.jnu.encoding=ANSI_X3.4-1968",
    "another user, '', USER=nobody HOME=/nonexistent, -Duser.name=nobody -Duser.home=/nonexistent",
    "one core, '', '', -XX:ActiveProcessorCount=1",
    "seven cores, '', '', -XX:ActiveProcessorCount=7",
    "a small heap, '', '', -Xmx48m",
  })
  void sameLock_givesTheSameBytesWith(String what, String shell, String environment, String jvm)
      throws IOException {
    assertThat(build(folder.resolve("other"), shell, environment, java(Jdks.current()) + " " + jvm))
        .as(what)
        .isEqualTo(reference);
  }

  @Test
  void everyJdkThatIsHere_givesTheSameBytes() throws IOException {
    SortedSet<Path> homes = Jdks.all();
    Aloud.skipUnless(homes.size() > 1, "there is no second JDK: " + homes);
    for (Path home : homes) {
      assertThat(build(folder.resolve(home.getFileName()), "", "", java(home)))
          .as(home.toString())
          .isEqualTo(reference);
    }
  }

  private static String build(Path folder, String shell, String environment, String java)
      throws IOException {
    Path work = Files.createDirectories(folder);
    String command =
        "%s env %s %s -cp '%s' %s '%s' 2>/dev/null"
            .formatted(
                shell.isEmpty() ? "" : shell + ";",
                environment,
                java,
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                BundleProbe.class.getName(),
                work);
    String printed = Programs.run("sh", "-c", command);
    assertThat(printed.lines()).hasSize(BundleFormat.values().length);
    return printed;
  }

  private static String java(Path home) {
    return home.resolve("bin/java").toString();
  }
}
