package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageHintsTest {

  private static final String PLAIN = "-Dkubespray.registryScheme=http ";

  @TempDir Path folder;

  @Test
  void plainHttp_isSaidToTheConfiguration_whichElseTakesHttps() throws IOException {
    SampleBundle bundle = SampleBundle.in(Files.createDirectories(folder.resolve("work")));
    Path archive = Served.archive(bundle, Files.createDirectories(folder.resolve("out")));
    ServedBundle served =
        ServedBundle.open(archive, Store.open(folder.resolve("cache")), line -> {});

    assertThat(String.join("\n", UsageHints.lines(served, "mirror:8080", false)))
        .contains(":config -Dkubespray.registry=mirror:8080 " + PLAIN + "-Dkubespray.filesRepo=");
    assertThat(String.join("\n", UsageHints.lines(served, "mirror:8443", true)))
        .doesNotContain(PLAIN);
    Page page = new Page(served);
    assertThat(page.html("http", "mirror:8080", "")).contains(PLAIN);
    assertThat(page.html("https", "mirror:8443", "")).doesNotContain(PLAIN);
  }
}
