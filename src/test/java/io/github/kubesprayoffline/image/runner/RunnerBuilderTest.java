package io.github.kubesprayoffline.image.runner;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.LayoutWriter;
import io.github.kubesprayoffline.image.Scene;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.TestImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerBuilderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private FakeRegistry registry;
  private Scene scene;
  private TestImage base;

  @BeforeEach
  void start() {
    registry = FakeRegistry.start();
    scene = new Scene(folder);
    base = registry.pushImage("kubespray/kubespray:v2", "linux/amd64", "linux/arm64");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void image_isTheBaseWithTheTreeAndTheFilesOnTop() throws IOException {
    LockedImage image = build(archive(0644), "linux/amd64");

    JsonNode manifest = json(image.digest());
    JsonNode baseManifest = JSON.readTree(base.platforms().get(Platform.linux("amd64")).bytes());
    assertThat(manifest.path("layers")).hasSize(baseManifest.path("layers").size() + 2);
    assertThat(manifest.path("layers").path(0)).isEqualTo(baseManifest.path("layers").path(0));
    assertThat(filesOf(manifest, 2))
        .containsEntry("kubespray/cluster.yml", "- hosts: all\n")
        .containsEntry("kubespray/inventory/local/all.yml", "a: 1\n");
    assertThat(filesOf(manifest, 3)).containsEntry("inventory/hosts.ini", "[all]\n");
  }

  @Test
  void configuration_namesTheBaseAndAllLayers() throws IOException {
    LockedImage image = build(archive(0644), "linux/amd64");

    JsonNode manifest = json(image.digest());
    JsonNode config = json(Checksum.parse(manifest.path("config").path("digest").asText()));
    assertThat(config.path("rootfs").path("diff_ids")).hasSize(manifest.path("layers").size());
    assertThat(config.path("created").asText()).isEqualTo(CREATED.toString());
    assertThat(config.path("config").path("Env").path(0).asText()).isEqualTo("PATH=/bin");
    assertThat(
            config
                .path("config")
                .path("Labels")
                .path("org.opencontainers.image.base.digest")
                .asText())
        .isEqualTo(base.digest().toString());
  }

  @Test
  void sameInputs_giveTheSameDigest() throws IOException {
    LockedImage first = build(archive(0644), "linux/amd64");
    Scene other = new Scene(folder.resolve("elsewhere"));
    scene = other;

    assertThat(build(archive(0600), "linux/amd64").digest()).isEqualTo(first.digest());
  }

  @Test
  void severalPlatforms_makeAnIndex() throws IOException {
    LockedImage image = build(archive(0644), "linux/amd64", "linux/arm64");

    assertThat(image.manifests())
        .containsOnlyKeys(Platform.linux("amd64"), Platform.linux("arm64"));
    assertThat(json(image.digest()).path("manifests")).hasSize(2);
  }

  @Test
  void image_isPushedWithTheRest() throws IOException {
    LockedImage image = build(archive(0644), "linux/amd64");
    try (FakeRegistry target = FakeRegistry.start()) {
      scene.push(target.host(), io.github.kubesprayoffline.lock.ImagePath.STRIP);

      assertThat(target.manifest("site/runner", "v2").orElseThrow().digest())
          .isEqualTo(image.digest());
      assertThat(target.manifest("kubespray/kubespray", "v2").orElseThrow().digest())
          .isEqualTo(base.digest());
    }
  }

  @Test
  void archiveThatLeadsOut_isRefused() throws IOException {
    Path archive = folder.resolve("evil.tar.gz");
    try (TarArchiveOutputStream tar = tar(archive)) {
      put(tar, "top/../../evil", 0644, "x");
    }

    assertThatThrownBy(() -> build(archive, "linux/amd64"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("leads out");
  }

  private LockedImage build(Path tree, String... platforms) {
    LockedImage locked =
        scene.pull(pin(registry.host() + "/kubespray/kubespray:v2", platforms)).get(0);
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("/inventory/hosts.ini", "[all]\n".getBytes(StandardCharsets.UTF_8));
    ImageReference name = ImageReference.parse("registry.example.com/site/runner:v2");
    return new RunnerBuilder(scene.store)
        .build(new RunnerImage(name, locked, tree, files, CREATED), scene.layout);
  }

  private Path archive(int mode) throws IOException {
    Path archive = folder.resolve("tree.tar.gz");
    try (TarArchiveOutputStream tar = tar(archive)) {
      put(tar, "kubespray-1/cluster.yml", mode, "- hosts: all\n");
      put(tar, "kubespray-1/inventory/sample/all.yml", mode, "a: 1\n");
      TarArchiveEntry link =
          new TarArchiveEntry("kubespray-1/inventory/local", TarConstants.LF_SYMLINK);
      link.setLinkName("sample");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return archive;
  }

  private static TarArchiveOutputStream tar(Path file) throws IOException {
    OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
    return new TarArchiveOutputStream(out);
  }

  private static void put(TarArchiveOutputStream tar, String name, int mode, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private JsonNode json(Checksum digest) throws IOException {
    return JSON.readTree(Files.readAllBytes(LayoutWriter.blobPath(scene.layout, digest)));
  }

  private java.util.Map<String, String> filesOf(JsonNode manifest, int layer) throws IOException {
    Checksum digest = Checksum.parse(manifest.path("layers").path(layer).path("digest").asText());
    TreeMap<String, String> files = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(
                Files.newInputStream(LayoutWriter.blobPath(scene.layout, digest))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(
            entry.getName().replaceFirst("^/", ""),
            new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
