package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class ParametersTest {

  @TempDir Path folder;

  @Test
  @InjectMojo(goal = "certificate")
  @MojoParameter(name = "hostNames", value = "x,,y")
  void emptyEntryOfAListInMavensOwnForm_isRefusedNamingTheParameter(CertificateMojo mojo) {
    mojo.certificateFolder = folder.toFile();

    refuses(mojo, "hostNames has an entry with nothing in it: ");
  }

  @Test
  @InjectMojo(goal = "resolve")
  void emptyEntryOfAnyList_isRefusedNamingTheParameter(ResolveMojo mojo) {
    mojo.explain = Arrays.asList("kubelet", null);
    refuses(mojo, "explain has ");

    mojo.explain = List.of();
    mojo.varsFiles = Arrays.asList(new File("a.yml"), null);
    refuses(mojo, "varsFiles has ");

    mojo.varsFiles = List.of();
    mojo.includes = List.of(" ");
    refuses(mojo, "includes has ");

    mojo.includes = List.of();
    mojo.tls = Collections.singletonList(null);
    refuses(mojo, "tls has ");
  }

  @Test
  @InjectMojo(goal = "download")
  void checksumWithoutAValue_isRefusedNamingIt(DownloadMojo mojo) {
    mojo.checksums = Collections.singletonMap("mytool", null);

    refuses(mojo, "checksums: 'mytool' has none.");
  }

  @Test
  @InjectMojo(goal = "pull")
  void noThreads_areRefused(PullMojo mojo) {
    mojo.threads = 0;

    refuses(mojo, "threads is 0: give 1 or more.");
  }

  @Test
  @InjectMojo(goal = "resolve")
  void whateverElseIsThrown_namesTheGoalAndHasNoCauseForMavenToPrint(ResolveMojo mojo) {
    mojo.scope = null;
    mojo.cache = null;

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageStartingWith("A fault of the plugin or of a library (NullPointerException")
        .hasMessageContaining("while running the goal resolve. ")
        .hasNoCause();
  }

  private static void refuses(AbstractOfflineMojo mojo, String message) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith(message);
  }
}
