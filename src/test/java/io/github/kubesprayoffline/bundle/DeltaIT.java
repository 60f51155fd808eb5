package io.github.kubesprayoffline.bundle;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.BundleListing;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresProgram({"sh", "tar", "sha256sum", "diff"})
class DeltaIT {

  private static final byte[] BASE = TestImages.layer("base", 300_000);

  @TempDir Path folder;

  private WrittenBundle old;
  private SampleBundle next;

  @BeforeEach
  void bundles() {
    old =
        write(
            SampleBundle.empty(folder.resolve("old"))
                .file("dl.k8s.io/v1.33.8/kubelet", TestImages.layer("1.33.8", 200_000))
                .file("example.com/same.tgz", TestImages.layer("same", 600_000))
                .image("quay.io/a/b:1", TestImages.named("b1").on(BASE).build(), "amd64"),
            "out-old");
    next =
        SampleBundle.empty(folder.resolve("new"))
            .file("dl.k8s.io/v1.33.9/kubelet", TestImages.layer("1.33.9", 200_000))
            .file("example.com/renamed-and-same.tgz", TestImages.layer("same", 600_000))
            .image("quay.io/a/b:2", TestImages.named("b2").on(BASE).build(), "amd64")
            .image("quay.io/a/old:1", TestImages.named("b1").on(BASE).build(), "amd64");
  }

  @Test
  void oldBundleAndDelta_giveTheWholeBundle() throws IOException {
    WrittenBundle whole = write(next, "out");
    WrittenBundle delta = delta();
    Path oldTree = unpack(old, "site/old");
    Path newTree = unpack(delta, "site/new");

    String said = Programs.runIn(folder, "sh", newTree.resolve("apply.sh") + "", oldTree + "");

    assertThat(said).contains("complete: ");
    Programs.run("diff", "-r", unpack(whole, "expected").toString(), newTree.toString());
    assertThat(BundleVerifier.verify(newTree).findings()).isEmpty();
    assertThat(delta.file()).hasFileName("release-1.0.delta.tar.zst");
    assertThat(delta.size()).isLessThan(whole.size() * 4 / 10);
  }

  @Test
  void delta_hasOnlyContentsThatTheOldBundleLacks() {
    Set<String> contents =
        BundleListing.of(delta().file()).sizes().keySet().stream()
            .filter(path -> path.startsWith("files/") || path.startsWith("images/blobs/"))
            .collect(toCollection(TreeSet::new));

    Lock before = Bundle.readLock(old.file());
    Lock after = next.lock();
    Set<String> expected = new TreeSet<>(Set.of("files/dl.k8s.io/v1.33.9/kubelet"));
    for (LockedImage image : after.images()) {
      image.blobs().keySet().stream()
          .filter(digest -> !OciLayout.blobs(before).containsKey(digest))
          .forEach(digest -> expected.add(BundleLayout.blob(digest)));
      // Without its manifests nobody can tell what a delta lacks.
      expected.add(BundleLayout.blob(image.digest()));
      image.manifests().values().forEach(digest -> expected.add(BundleLayout.blob(digest)));
    }
    assertThat(contents).isEqualTo(expected);
  }

  @Test
  void delta_isVerifiedAsItIs() {
    assertThat(BundleVerifier.verify(delta().file()).findings()).isEmpty();
  }

  @Test
  @RequiresProgram("shellcheck")
  void script_isCleanPosixShell() throws IOException {
    Path script = Files.write(folder.resolve("apply.sh"), Delta.script());

    assertThat(Programs.run("shellcheck", "--shell=sh", script.toString())).isEmpty();
  }

  @Test
  void damagedOldBundle_isFoundWhileApplying() throws IOException {
    Path oldTree = unpack(old, "site/old");
    Files.writeString(oldTree.resolve("files/example.com/same.tgz"), "damaged");
    Path newTree = unpack(delta(), "site/new");

    assertThatThrownBy(
            () -> Programs.run("sh", newTree.resolve("apply.sh") + "", oldTree.toString()))
        .hasMessageContaining("renamed-and-same.tgz: FAILED");
    assertThat(newTree.resolve("delta.list")).exists();
  }

  @Test
  void unappliedDelta_isNotTakenForABundle() {
    WrittenBundle delta = delta();

    assertThatThrownBy(() -> Bundle.open(delta.file()).unpack(folder.resolve("target")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("apply.sh");
  }

  @Test
  void lock_isReadFromWhateverHasOne() throws IOException {
    Path tree = unpack(old, "site/old");

    for (Path place : List.of(old.file(), tree, tree.resolve("lock.json"))) {
      assertThat(Bundle.readLock(place).files()).hasSize(2);
    }
  }

  private WrittenBundle delta() {
    return new BundleWriter(BundleFormat.TAR_ZST)
        .writeDelta(next.contents(), Bundle.readLock(old.file()), folder.resolve("out"));
  }

  private WrittenBundle write(SampleBundle sample, String out) {
    return new BundleWriter(BundleFormat.TAR_ZST).write(sample.contents(), folder.resolve(out));
  }

  private Path unpack(WrittenBundle bundle, String into) throws IOException {
    Path target = Files.createDirectories(folder.resolve(into));
    Programs.run("tar", "-xf", bundle.file().toString(), "-C", target.toString());
    return target.resolve(SampleBundle.NAME);
  }
}
