package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedBundleTest {

  private static final String KUBECTL = "files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path written;
  private Path archive;
  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void write() {
    written = Served.archive(SampleBundle.in(shared.resolve("work")), shared.resolve("out"));
  }

  /** For tests to spoil. */
  @BeforeEach
  void copy() throws IOException {
    archive = Files.copy(written, folder.resolve(written.getFileName()));
  }

  @Test
  void archive_isUnpackedOnceIntoTheStore() {
    open(archive);
    assertThat(log).singleElement().asString().startsWith("Unpacking ").contains(" bytes, of ");

    log.clear();
    ServedBundle second = open(archive);

    assertThat(log).isEmpty();
    assertThat(second.content(second.lock().files().get(0).sha256()).path())
        .startsWith(folder.resolve("cache"));
  }

  @Test
  void archiveWhoseContentsAreInTheStore_isReadNoFurtherThanItsHead() throws IOException {
    open(archive);
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(open(archive).lock().files()).hasSize(3);
  }

  @Test
  void cutArchive_isRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> open(archive)).isInstanceOf(OfflineException.class);
  }

  @Test
  void contentThatIsNotWhatTheLockSays_isRefused() throws IOException {
    SampleBundle bundle = SampleBundle.small(folder.resolve("work"));
    Path tar =
        new BundleWriter(BundleFormat.TAR, OptionalLong.empty())
            .write(bundle.contents(), folder)
            .file();
    byte[] bytes = Files.readAllBytes(tar);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("kubectl kubectl ")] ^= 1;
    Files.write(tar, bytes);

    assertThatThrownBy(() -> open(tar))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContainingAll(".tar is damaged", KUBECTL, "got sha256:", "want sha256:");
  }

  @Test
  void folder_isHashedOnce() {
    Path unpacked = unpacked();
    ServedBundle first = open(unpacked);
    assertThat(log).singleElement().asString().startsWith("Checking ");
    assertThat(first.content(first.lock().files().get(0).sha256()).path()).startsWith(unpacked);

    log.clear();
    open(unpacked);

    assertThat(log).isEmpty();
  }

  @Test
  void folderThatSomebodyWroteTo_isHashedAgain_evenIfTheTimeWasPutBack() throws IOException {
    Path unpacked = unpacked();
    open(unpacked);
    Path file = unpacked.resolve(KUBECTL);
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[77] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);

    assertThatThrownBy(() -> open(unpacked))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContainingAll(KUBECTL, "got sha256:", "Unpack the bundle again");
  }

  @Test
  void allThatIsMissingOrCut_isNamedAtOnce() throws IOException {
    Path unpacked = unpacked();
    Files.delete(unpacked.resolve(KUBECTL));
    Path helm = unpacked.resolve("files/get.helm.sh/helm-v3.18.4-linux-amd64.tar.gz");
    Files.write(helm, new byte[5]);

    assertThatThrownBy(() -> open(unpacked))
        .hasMessageContainingAll(KUBECTL + " is missing", helm + " has 5 bytes, the lock says ");
  }

  @Test
  void lockThatIsNotTheOneInTheSums_isRefused() throws IOException {
    Path unpacked = unpacked();
    Path lock = unpacked.resolve("lock.json");
    Files.writeString(lock, Files.readString(lock).replace("v2.31.0", "v2.31.1"));

    assertThatThrownBy(() -> open(unpacked))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("lock.json: got sha256:");
  }

  @Test
  void delta_isRefusedWithWhatToDo() throws IOException {
    SampleBundle old = SampleBundle.small(folder.resolve("old"));
    SampleBundle more = SampleBundle.small(folder.resolve("more")).file("a.example/b", "new");
    Path delta =
        new BundleWriter(BundleFormat.TAR_ZST, OptionalLong.empty())
            .writeDelta(more.contents(), old.lock(), folder)
            .file();

    assertThatThrownBy(() -> open(delta))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(delta + " is a delta", "sh apply.sh");
    Path unpacked = unpacked();
    Files.writeString(unpacked.resolve("delta.list"), "");
    assertThatThrownBy(() -> open(unpacked)).hasMessageContaining(unpacked + " is a delta");
  }

  @Test
  void whatIsNoBundle_isRefused() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear all");

    assertThatThrownBy(() -> open(letter)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is not a bundle");
  }

  @Test
  void fileThatIsChangedWhileItIsServed_isNoLongerGivenOut() throws IOException {
    Path unpacked = unpacked();
    try (Served served = Served.of(unpacked, folder.resolve("cache"))) {
      assertThat(served.get("/" + KUBECTL).statusCode()).isEqualTo(200);
      Files.writeString(unpacked.resolve(KUBECTL), "something else");

      assertThat(served.get("/" + KUBECTL).statusCode()).isEqualTo(500);
      assertThat(served.warnings).singleElement().asString().contains(KUBECTL, "was changed");
    }
  }

  @Test
  void fileThatIsChangedWhileItIsServed_isNotGivenOut_evenIfSizeAndTimeArePutBack()
      throws IOException {
    Path unpacked = unpacked();
    try (Served served = Served.of(unpacked, folder.resolve("cache"))) {
      Path file = unpacked.resolve(KUBECTL);
      FileTime time = Files.getLastModifiedTime(file);
      byte[] bytes = Files.readAllBytes(file);
      bytes[77] ^= 1;
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, time);

      assertThat(served.get("/" + KUBECTL).statusCode()).isEqualTo(500);
      assertThat(served.get("/" + KUBECTL).statusCode()).isEqualTo(500);
    }
  }

  @Test
  void fileThatIsOnlyTouchedOrLinked_isServedOn() throws IOException {
    Path unpacked = unpacked();
    try (Served served = Served.of(unpacked, folder.resolve("cache"))) {
      Path file = unpacked.resolve(KUBECTL);
      Files.createLink(folder.resolve("link"), file);
      Files.setLastModifiedTime(file, FileTime.fromMillis(12345));

      assertThat(served.get("/" + KUBECTL).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void linkThatIsPutInPlaceOfAServedFile_isNotFollowed() throws IOException {
    Path unpacked = unpacked();
    try (Served served = Served.of(unpacked, folder.resolve("cache"))) {
      Path moved = folder.resolve("moved");
      Files.move(unpacked.resolve(KUBECTL), moved);
      Files.createSymbolicLink(unpacked.resolve(KUBECTL), moved);

      assertThat(served.get("/" + KUBECTL).statusCode()).isEqualTo(500);
    }
  }

  @Test
  void linksInAFolder_areRefusedByName() throws IOException {
    Path unpacked = unpacked();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(unpacked.resolve("files/get.helm.sh"), elsewhere);
    Files.createSymbolicLink(unpacked.resolve("files/get.helm.sh"), elsewhere);

    assertThatThrownBy(() -> open(unpacked))
        .isInstanceOf(OfflineException.class)
        .hasMessageContainingAll("get.helm.sh", "symbolic link");
  }

  private Path unpacked() {
    Path target = folder.resolve("unpacked");
    Bundle.open(archive).unpack(target);
    return target;
  }

  private ServedBundle open(Path bundle) {
    return ServedBundle.open(bundle, Store.open(folder.resolve("cache")), log::add);
  }
}
