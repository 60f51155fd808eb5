package io.github.kubesprayoffline.mojo;

import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class PruneMojoTest {

  @TempDir Path folder;
  private Store store;
  private Blob old;
  private Blob young;

  @BeforeEach
  void fill() throws IOException {
    store = Store.open(folder);
    old = store.put(random(2000, 1));
    young = store.put(random(2000, 2));
    Files.getFileAttributeView(old.path(), BasicFileAttributeView.class)
        .setTimes(null, FileTime.from(Instant.now().minus(Duration.ofDays(40))), null);
  }

  @Test
  @InjectMojo(goal = "prune")
  void nothingAsked_nothingIsTakenOut(PruneMojo mojo) throws Exception {
    run(mojo);

    assertThat(store.usage().blobs()).isEqualTo(2);
  }

  @Test
  @InjectMojo(goal = "prune")
  @MojoParameter(name = "unusedDays", value = "30")
  void unusedDays_takesOutWhatIsOlder(PruneMojo mojo) throws Exception {
    run(mojo);

    assertThat(store.find(old.sha256())).isEmpty();
    assertThat(store.find(young.sha256())).isPresent();
  }

  @Test
  @InjectMojo(goal = "prune")
  @MojoParameter(name = "maxSize", value = "3k")
  void maxSize_takesOutTheOldest(PruneMojo mojo) throws Exception {
    run(mojo);

    assertThat(store.find(old.sha256())).isEmpty();
    assertThat(store.find(young.sha256())).isPresent();
  }

  @Test
  @InjectMojo(goal = "prune")
  @MojoParameter(name = "maxSize", value = "a lot")
  void maxSizeThatIsNone_isRefused(PruneMojo mojo) {
    assertThatThrownBy(() -> run(mojo))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("a lot");
  }

  private void run(PruneMojo mojo) throws Exception {
    mojo.cache = folder.toFile();
    mojo.execute();
  }
}
