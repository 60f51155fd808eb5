package io.github.kubesprayoffline.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.ImagePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleVerifierTest {

  private static final String KUBECTL = "files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";

  private static final String LINK =
      "registry/docker/registry/v2/repositories/calico/node/_manifests/tags/v3.31.5/current/link";

  @TempDir static Path shared;
  @TempDir Path folder;

  private static SampleBundle sample;
  private static Path top;
  private static final Map<BundleFormat, Path> ARCHIVES = new EnumMap<>(BundleFormat.class);

  /** What a test has changed in the unpacked bundle, with what was there before. */
  private final Map<Path, Optional<byte[]>> before = new HashMap<>();

  /** Written once: nothing here changes an archive, and what a folder loses is put back. */
  @BeforeAll
  static void sample() {
    sample = SampleBundle.in(shared.resolve("work"));
    for (BundleFormat format : BundleFormat.values()) {
      ARCHIVES.put(format, write(format, sample, shared));
    }
    top = Bundle.open(archive(BundleFormat.TAR)).unpack(shared.resolve("unpacked")).folder();
  }

  @AfterEach
  void putBack() throws IOException {
    for (Map.Entry<Path, Optional<byte[]>> file : before.entrySet()) {
      if (file.getValue().isPresent()) {
        Files.write(file.getKey(), file.getValue().get());
      } else {
        Files.delete(file.getKey());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BundleFormat.class)
  void wholeBundle_isSound(BundleFormat format) {
    VerifyReport report = BundleVerifier.verify(archive(format));

    assertThat(report.findings()).isEmpty();
    assertThat(report.lock()).contains(sample.lock());
    assertThat(report.files()).isGreaterThan(50);
  }

  @Test
  void bundleThatKeepsRegistryNames_isSound() {
    Path archive =
        new BundleWriter(BundleFormat.TAR)
            .write(sample.contents(ImagePath.KEEP), folder.resolve("out"))
            .file();

    assertThat(BundleVerifier.verify(archive).findings()).isEmpty();
  }

  @Test
  void unpackedBundle_isSound() {
    assertThat(BundleVerifier.verify(top).findings()).isEmpty();
  }

  @Test
  void changedFile_isNamedWithGotAndWant() throws IOException {
    replace(KUBECTL, "not kubectl");

    VerifyReport report = BundleVerifier.verify(top);

    assertThat(report.findings())
        .extracting(Finding::toString)
        .anySatisfy(text -> assertThat(text).startsWith(KUBECTL + ": got sha256:"))
        .anySatisfy(text -> assertThat(text).contains("got 11 bytes, want 1120000"));
    assertThatThrownBy(report::requireSound)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(KUBECTL);
  }

  @Test
  void missingFile_isNamed() throws IOException {
    remember(top.resolve(KUBECTL));
    Files.delete(top.resolve(KUBECTL));

    assertThat(BundleVerifier.verify(top).findings())
        .containsExactly(new Finding(KUBECTL, "missing"));
  }

  @Test
  void fileTooMany_isNamed() throws IOException {
    replace("files/surprise", "");

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::path)
        .containsOnly("files/surprise");
  }

  /** To Windows, and to whoever takes a backslash for a slash, it would be a file that is there. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void fileTooManyWithABackslash_isNamed() throws IOException {
    replace(KUBECTL.replace('/', '\\'), "not kubectl");

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::toString)
        .anySatisfy(text -> assertThat(text).contains("\\kubectl: refused: it has a backslash"));
  }

  @Test
  void changeThatSha256sumsCovers_isFoundByTheLock() throws IOException {
    replace(KUBECTL, "not kubectl");
    rewriteSums();

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::toString)
        .anySatisfy(text -> assertThat(text).contains(KUBECTL).contains("lock.json wants sha256:"));
  }

  @Test
  void changedInventory_isFoundByTheLock() throws IOException {
    replace("inventory/inventory.ini", "[kube_node]\nnode2\n");
    rewriteSums();

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::path)
        .containsExactly("inventory/");
  }

  @Test
  void tagThatPointsElsewhere_isFound() throws IOException {
    replace(LINK, "sha256:" + "0".repeat(64));
    rewriteSums();

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::path)
        .containsExactly(LINK);
  }

  @Test
  void catalogThatCallsForMore_isFound() throws IOException {
    String catalog = Files.readString(top.resolve("catalog.json"));
    replace("catalog.json", catalog.replace("calico/cni:v3", "calico/cni:v4"));
    rewriteSums();

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "catalog.json: is not what the lock has: image quay.io/calico/cni:v3.31.5: not called"
                + " for any more",
            "catalog.json: is not what the lock has: image quay.io/calico/cni:v4.31.5: not in the"
                + " lock");
  }

  @Test
  void whatIsNoBundle_isRefusedInAParagraph() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");

    assertThatThrownBy(() -> BundleVerifier.verify(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("notes.txt is not a bundle");
    assertThatThrownBy(() -> BundleVerifier.verify(folder.resolve("absent.tar.zst")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("absent.tar.zst");
  }

  private void replace(String path, String content) throws IOException {
    remember(top.resolve(path));
    Files.writeString(top.resolve(path), content);
  }

  private void remember(Path file) throws IOException {
    before.putIfAbsent(
        file, Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
  }

  private void rewriteSums() throws IOException {
    remember(top.resolve("SHA256SUMS"));
    BundleScan scan = Bundle.open(top).scan(Optional.empty());
    scan.hashes().remove("SHA256SUMS");
    Files.write(top.resolve("SHA256SUMS"), Sha256Sums.write(scan.hashes()));
  }

  private static Path archive(BundleFormat format) {
    return Objects.requireNonNull(ARCHIVES.get(format));
  }

  private static Path write(BundleFormat format, SampleBundle of, Path folder) {
    return new BundleWriter(format).write(of.contents(), folder.resolve("out")).file();
  }
}
