package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bundle {@code serve} takes where none is named. */
@MojoTest
class OwnBundleTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"site-1.0.tar.zst", "site-1.0.tar.gz", "site-1.0.tar", "site-1.0.tar.001"})
  void archiveOfTheProjectsName_isTheBundle(String name) throws IOException {
    write(name, "site-1.0.tar.002", "site-1.0.delta.tar.zst", "site-1.0-sbom.cdx.json");
    write("other-1.0.tar.zst", name + ".sha256", "kubespray-offline-2.31.0.tar.zst");

    assertThat(OwnBundle.in(folder, Optional.of("site-1.0"))).isEqualTo(folder.resolve(name));
  }

  @Test
  void withoutAPom_archiveOfAnyReleaseIsTheBundle() throws IOException {
    write("kubespray-offline-2.31.0.tar.zst", "kubespray-offline-2.31.0.delta.tar.zst");
    Files.createDirectory(folder.resolve("kubespray-offline"));

    assertThat(OwnBundle.in(folder, Optional.empty()))
        .isEqualTo(folder.resolve("kubespray-offline-2.31.0.tar.zst"));
  }

  @Test
  void severalBundles_areNamed() throws IOException {
    write("kubespray-offline-2.31.0.tar.zst", "kubespray-offline-2.30.0.tar.gz");

    assertThatThrownBy(() -> OwnBundle.in(folder, Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "There are 2 bundles in %s: kubespray-offline-2.30.0.tar.gz, kubespray-offline-2.31.0.tar.zst. Say which by -Dkubespray.bundle=<file>",
            folder);
  }

  @Test
  @InjectMojo(goal = "serve")
  void serveWithoutABundle_namesTheNextStep(ServeMojo mojo) {
    mojo.project = null;
    mojo.session = session();

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "There is no bundle in %s: run the goal bundle first, or give -Dkubespray.bundle=<archive, first volume, or unpacked folder>",
            folder.resolve("target"));
  }

  @SuppressWarnings("deprecation") // The only way to a session without a whole Maven.
  private MavenSession session() {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(folder.toFile());
    return new MavenSession(null, (RepositorySystemSession) null, request, null);
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "");
    }
  }
}
