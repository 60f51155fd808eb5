package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that loses bits of what the store holds. */
class DamagedStoreTest {

  private static final String KUBELET = "files/dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet";

  @TempDir Path folder;
  private DemoSite site;
  private WrittenBundle sound;

  @BeforeEach
  void build() {
    site = DemoSite.start(folder.toFile());
    for (String image : DemoTree.lines("images.txt")) {
      site.registry().push(image, TestImages.named(image).layers(1, 100_000).build());
    }
    sound = bundle("first");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void rottenFile_isRefusedOnceAndThenFetchedAgain() throws IOException {
    rot(folder.resolve("out").resolve(KUBELET));

    assertThatThrownBy(() -> bundle("second"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(KUBELET + ": got sha256:")
        .hasMessageContaining("Run the build again");
    assertThat(bundle("third").sha256()).isEqualTo(sound.sha256());
    assertThat(site.origin().requests("/" + KUBELET.substring("files/".length()))).hasSize(2);
  }

  @Test
  void muchThatIsRotten_isToldAtOnceAndThenFetchedAgain() throws IOException {
    List<Path> rotten = new ArrayList<>(imageBlobsFrom(1 << 16));
    assertThat(rotten.size()).isGreaterThan(1);
    try (Stream<Path> files = Files.walk(folder.resolve("out/files"))) {
      files.filter(file -> file.toFile().length() > 1 << 16).limit(4).forEach(rotten::add);
    }
    for (Path file : rotten) {
      rot(file);
    }

    assertThatThrownBy(() -> bundle("second"))
        .isInstanceOf(OfflineException.class)
        .hasMessageStartingWith(rotten.size() + " problems:")
        .satisfies(
            e -> rotten.forEach(file -> assertThat(e).hasMessageContaining(file + ": got sha256")));
    assertThat(bundle("third").sha256()).isEqualTo(sound.sha256());
  }

  @Test
  void rottenManifests_areFetchedAgainAtOnce() throws IOException {
    List<Path> small = imageBlobsUpTo(1 << 16);
    for (Path blob : small) {
      rot(blob);
    }

    assertThat(small).isNotEmpty();
    assertThat(bundle("second").sha256()).isEqualTo(sound.sha256());
  }

  private WrittenBundle bundle(String target) {
    return DemoJob.of(site, folder, Optional.empty())
        .bundle(
            new BundleTarget(
                folder.resolve(target), Optional.of("demo"), BundleFormat.TAR, Instant.EPOCH));
  }

  private List<Path> imageBlobsFrom(long size) throws IOException {
    try (Stream<Path> blobs = Files.list(folder.resolve("out/images/blobs/sha256"))) {
      return blobs.filter(blob -> blob.toFile().length() > size).toList();
    }
  }

  private List<Path> imageBlobsUpTo(long size) throws IOException {
    try (Stream<Path> blobs = Files.list(folder.resolve("out/images/blobs/sha256"))) {
      return blobs.filter(blob -> blob.toFile().length() <= size).toList();
    }
  }

  private static void rot(Path file) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, channel.size() / 2);
      one.put(0, (byte) (one.get(0) ^ 1)).flip();
      channel.write(one, channel.size() / 2);
    }
    Files.setLastModifiedTime(file, before);
  }
}
