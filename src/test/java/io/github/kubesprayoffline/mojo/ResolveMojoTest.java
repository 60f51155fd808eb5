package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.testing.DemoTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal as Maven configures it. */
@MojoTest
class ResolveMojoTest {

  @TempDir Path folder;

  @Test
  @InjectMojo(goal = "resolve")
  void treeFolder_givesTheCatalogAndTheLists(ResolveMojo mojo) throws Exception {
    configure(mojo, DemoTree.load());

    mojo.execute();

    assertThat(read("catalog.json")).contains("\"id\": \"kubelet\"", "kubespray-offline/catalog/1");
    assertThat(read("files.list").lines())
        .contains("https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet");
    assertThat(read("images.list").lines()).contains("registry.k8s.io/pause:3.10.1");
  }

  @Test
  @InjectMojo(goal = "resolve")
  @MojoParameter(name = "architectures", value = "arm64")
  void parameterOfThePom_reachesTheCatalog(ResolveMojo mojo) throws Exception {
    configure(mojo, DemoTree.load());

    mojo.execute();

    assertThat(read("files.list")).contains("/linux/arm64/kubelet").doesNotContain("amd64");
  }

  @Test
  @InjectMojo(goal = "resolve")
  void extraFileWithoutAChecksum_isInTheCatalogAndNoted(ResolveMojo mojo) throws Exception {
    configure(mojo, DemoTree.load());
    ExtraFileParameter extra = new ExtraFileParameter();
    extra.url = "https://tools.example.com/v1/crane.tar.gz";
    mojo.extraFiles = List.of(extra);

    mojo.execute();

    assertThat(read("catalog.json"))
        .contains(
            "\"id\": \"crane.tar.gz\"",
            "this extraFile has no checksum: write <checksum>sha256:...</checksum> beside its url");
  }

  @Test
  @InjectMojo(goal = "resolve")
  void maxFileSizeThatIsNone_isRefused(ResolveMojo mojo) {
    configure(mojo, DemoTree.load());

    for (String size : List.of("much", "-1", "0", "0g")) {
      mojo.maxFileSize = size;
      assertThatThrownBy(mojo::execute)
          .isInstanceOf(MojoFailureException.class)
          .hasMessageContaining("maxFileSize is ")
          .hasMessageContaining("give a size such as 500m or 20g");
    }
  }

  @Test
  @InjectMojo(goal = "resolve")
  void userError_isAFailureWithoutACauseForMavenToPrint(ResolveMojo mojo) {
    configure(mojo, DemoTree.load());
    mojo.scope = "everything";

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("scope is 'everything': give enabled or all.")
        .hasNoCause();
  }

  @Test
  @InjectMojo(goal = "resolve")
  @MojoParameter(name = "skip", value = "true")
  void skip_doesNothing(ResolveMojo mojo) throws Exception {
    mojo.execute();

    assertThat(folder).isEmptyDirectory();
  }

  private void configure(ResolveMojo mojo, DemoTree tree) {
    mojo.source = tree.writeTo(folder.resolve("tree")).toString();
    mojo.version = DemoTree.VERSION;
    mojo.setPluginContext(new HashMap<>());
    mojo.session = session();
    mojo.cache = folder.resolve("cache").toFile();
    mojo.outputDirectory = folder.resolve("out").toFile();
  }

  @SuppressWarnings("deprecation") // The only way to a session without a whole Maven.
  private MavenSession session() {
    MavenExecutionRequest request =
        new DefaultMavenExecutionRequest().setTransferListener(new AbstractTransferListener() {});
    request.setBaseDirectory(folder.toFile());
    return new MavenSession(null, (RepositorySystemSession) null, request, null);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }
}
