package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleVerifierTest {

  /** Of three kinds of archive and of a folder: more than a thousand in all. */
  private static final int MUTATIONS_EACH = 260;

  private static final String KUBECTL = "files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";

  @TempDir Path folder;

  private SampleBundle sample;

  @BeforeEach
  void sample() {
    sample = SampleBundle.in(folder.resolve("work"));
  }

  @ParameterizedTest
  @EnumSource(BundleFormat.class)
  void wholeBundle_isSound(BundleFormat format) {
    VerifyReport report = BundleVerifier.verify(write(format));

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
    assertThat(BundleVerifier.verify(unpacked()).findings()).isEmpty();
  }

  @Test
  void changedFile_isNamedWithGotAndWant() throws IOException {
    Path top = unpacked();
    Files.writeString(top.resolve(KUBECTL), "not kubectl");

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
    Path top = unpacked();
    Files.delete(top.resolve(KUBECTL));

    assertThat(BundleVerifier.verify(top).findings())
        .containsExactly(new Finding(KUBECTL, "missing"));
  }

  @Test
  void fileTooMany_isNamed() throws IOException {
    Path top = unpacked();
    Files.writeString(top.resolve("files/surprise"), "");

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::path)
        .containsOnly("files/surprise");
  }

  @Test
  void changeThatSha256sumsCovers_isFoundByTheLock() throws IOException {
    Path top = unpacked();
    Files.writeString(top.resolve(KUBECTL), "not kubectl");
    rewriteSums(top);

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::toString)
        .anySatisfy(text -> assertThat(text).contains(KUBECTL).contains("lock.json wants sha256:"));
  }

  @Test
  void changedInventory_isFoundByTheLock() throws IOException {
    Path top = unpacked();
    Files.writeString(top.resolve("inventory/inventory.ini"), "[kube_node]\nnode2\n");
    rewriteSums(top);

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::path)
        .containsExactly("inventory/");
  }

  @Test
  void tagThatPointsElsewhere_isFound() throws IOException {
    Path top = unpacked();
    Path tags = top.resolve("registry/docker/registry/v2/repositories/calico/node/_manifests/tags");
    Files.writeString(tags.resolve("v3.31.5/current/link"), "sha256:" + "0".repeat(64));
    rewriteSums(top);

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::path)
        .containsExactly(
            "registry/docker/registry/v2/repositories/calico/node/_manifests/tags/v3.31.5/current/link");
  }

  @Test
  void catalogThatCallsForMore_isFound() throws IOException {
    Path top = unpacked();
    Path catalog = top.resolve("catalog.json");
    Files.writeString(catalog, Files.readString(catalog).replace("calico/cni:v3", "calico/cni:v4"));
    rewriteSums(top);

    assertThat(BundleVerifier.verify(top).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "catalog.json: is not what the lock has: image quay.io/calico/cni:v3.31.5: not called"
                + " for any more",
            "catalog.json: is not what the lock has: image quay.io/calico/cni:v4.31.5: not in the"
                + " lock");
  }

  @ParameterizedTest
  @EnumSource(BundleFormat.class)
  void anySingleMutationOfAnArchive_isFound(BundleFormat format) throws IOException {
    Path archive = write(format);
    byte[] sound = Files.readAllBytes(archive);
    Random random = new Random(20261123);
    Path mutant = folder.resolve("mutant");
    for (int i = 0; i < MUTATIONS_EACH; i++) {
      Mutation mutation = Mutation.random(random, sound.length);
      Files.write(mutant, mutation.apply(sound));

      assertThat(findings(mutant)).as("%s of %d: %s", format, sound.length, mutation).isNotEmpty();
    }
  }

  @Test
  void anySingleMutationOfAnUnpackedBundle_isFoundAndNamed() throws IOException {
    Path top = unpacked();
    List<Path> files;
    try (var all = Files.walk(top)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Random random = new Random(20261124);
    for (int i = 0; i < MUTATIONS_EACH; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] sound = Files.readAllBytes(file);
      Mutation mutation = Mutation.random(random, sound.length);
      Files.write(file, mutation.apply(sound));

      String path = top.relativize(file).toString();
      List<Finding> findings = BundleVerifier.verify(top).findings();
      assertThat(findings).as("%s: %s", path, mutation).isNotEmpty();
      if (!path.equals("SHA256SUMS")) {
        assertThat(findings).extracting(Finding::path).contains(path);
      }
      Files.write(file, sound);
    }
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

  private static List<Finding> findings(Path archive) {
    try {
      return BundleVerifier.verify(archive).findings();
    } catch (InvalidInputException e) {
      return List.of(new Finding("", e.getMessage()));
    }
  }

  private static void rewriteSums(Path top) throws IOException {
    BundleScan scan = Bundle.open(top).scan(Optional.empty());
    scan.hashes().remove("SHA256SUMS");
    Files.write(top.resolve("SHA256SUMS"), Sha256Sums.write(scan.hashes()));
  }

  private Path unpacked() {
    return Bundle.open(write(BundleFormat.TAR)).unpack(folder.resolve("unpacked")).folder();
  }

  private Path write(BundleFormat format) {
    return new BundleWriter(format).write(sample.contents(), folder.resolve("out")).file();
  }
}
