package io.github.kubesprayoffline.source;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TestArchives;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Transfers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubesprayArchivesTest {

  private static final String TAG_PATH =
      "/kubernetes-sigs/kubespray/archive/refs/tags/v9.9.9.tar.gz";

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start();
  private @Nullable LockedSource locked;
  private byte[] archive = {};

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void release_comesThroughTheMirrorOnce() throws IOException {
    byte[] archive = archive();
    origin.serve(TAG_PATH, archive);

    KubesprayArchive first = open(SETTINGS, "9.9.9", null, null);
    KubesprayArchive second = open(SETTINGS.withOffline(true), "9.9.9", null, null);

    assertThat(first.root().getFileName()).hasToString("kubespray-9.9.9");
    assertThat(first.root().resolve("roles/kubespray_defaults/defaults/main/main.yml")).exists();
    assertThat(first.root().resolve("inventory/sample/group_vars/all/all.yml")).exists();
    assertThat(first.root().resolve("docs")).doesNotExist();
    assertThat(first.sha256()).contains(Checksum.sha256Of(archive));
    assertThat(second).isEqualTo(first);
    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void unknownRelease_isNamedWithTheListOfThem() {
    assertThatThrownBy(() -> open(SETTINGS, "v0.0.1", null, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no Kubespray release v0.0.1")
        .hasMessageContaining("https://github.com/kubernetes-sigs/kubespray/releases");
  }

  @Test
  void versionThatIsNone_isRefusedWithoutARequest() {
    assertThatThrownBy(() -> open(SETTINGS, "../../evil", null, null))
        .hasMessageContaining("'../../evil' is not a Kubespray release");
    assertThat(origin.requests()).isEmpty();
  }

  @Test
  void wrongSourceSha256_isRefused() throws IOException {
    origin.serve("/k.tar.gz", archive());

    assertThatThrownBy(
            () -> open(SETTINGS, null, origin.url() + "/k.tar.gz", Checksum.sha256Of(new byte[1])))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got " + Checksum.sha256Of(archive()))
        .hasMessageContaining("It is held to the archive of sourceSha256. GitHub may generate")
        .hasMessageEndingWith("-Dkubespray.sourceSha256=...");
  }

  @Test
  void archiveThatTheLockPins_isHeldToItWhereverTheUrlIsTheSame() throws IOException {
    origin.serve("/k.tar.gz", archive());
    String url = origin.url() + "/k.tar.gz";
    locked = new LockedSource(url, Checksum.sha256Of(new byte[1]), archive().length);

    assertThatThrownBy(() -> open(SETTINGS, null, url, null))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("want " + locked.sha256())
        .hasMessageContaining("held to the archive of the lock. GitHub may generate")
        .hasMessageContaining("-Dkubespray.sourceSha256=..., and")
        .hasMessageEndingWith("-Dkubespray.updateLock");
    assertThat(open(SETTINGS, null, url, Checksum.sha256Of(archive())).sha256()).isPresent();
    assertThat(open(SETTINGS, null, url + "?other", null).sha256()).isPresent();
  }

  @Test
  void archiveThatTheLockPins_isNotAskedForAnew() throws IOException {
    origin.serve("/master.tar.gz", archive());
    String url = origin.url() + "/master.tar.gz";
    locked = new LockedSource(url, Checksum.sha256Of(archive()), archive().length);
    open(SETTINGS, null, url, null);
    origin.serve("/master.tar.gz", new byte[1]);

    assertThat(open(SETTINGS, null, url, null).sha256()).contains(locked.sha256());
  }

  @Test
  void archiveThatTheLockPins_isReadNoFurtherThanTheLocksSize() throws IOException {
    origin.always("/k.tar.gz", Mishap.endless(50L << 20));
    String url = origin.url() + "/k.tar.gz";
    locked = new LockedSource(url, Checksum.sha256Of(archive()), 1000);

    assertThatThrownBy(() -> open(SETTINGS, null, url, null))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got more than 1000 bytes, want 1000 bytes")
        .hasMessageContaining("held to the archive of the lock");
  }

  @Test
  void archiveThatIsPinnedAnew_isNotHeldToTheSizeOfTheLock() throws IOException {
    origin.serve("/k.tar.gz", archive());
    String url = origin.url() + "/k.tar.gz";
    locked = new LockedSource(url, Checksum.sha256Of(new byte[1]), 1);

    assertThat(open(SETTINGS, null, url, Checksum.sha256Of(archive())).sha256())
        .contains(Checksum.sha256Of(archive()));
  }

  @Test
  void releaseThatIsAnotherThanBefore_isRefusedOnEveryPlaceWithTheWayOut() throws IOException {
    origin.serve(TAG_PATH, archive());
    open(SETTINGS, "v9.9.9", null, null);
    deleteBlobs();
    origin.serve(TAG_PATH, new byte[1000]);

    assertThatThrownBy(() -> open(SETTINGS, "v9.9.9", null, null))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("held to the archive of an earlier build")
        .hasMessageContaining("-Dkubespray.sourceSha256=");
  }

  private void deleteBlobs() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/blobs"))) {
      for (Path blob : all.filter(Files::isRegularFile).toList()) {
        Files.delete(blob);
      }
    }
  }

  @Test
  void archiveFile_givesItsVersionByTheFolderInIt() throws IOException {
    Path file = Files.write(folder.resolve("tree.zip"), TestArchives.zip(TestArchives.KUBESPRAY));

    KubesprayArchive tree = open(SETTINGS, null, file.toString(), null);

    assertThat(tree.version()).isEqualTo("v9.9.9");
    assertThat(tree.source()).isEqualTo("tree.zip");
    assertThat(tree.root().resolve("roles/download/tasks/main.yml")).exists();
  }

  @Test
  void branchArchive_isAskedForAnewAndKeptForOffline() throws IOException {
    origin.serve("/master.tar.gz", archive());
    String url = origin.url() + "/master.tar.gz";
    open(SETTINGS, null, url, null);
    open(SETTINGS, null, url, null);
    open(SETTINGS.withOffline(true), null, url, null);

    assertThat(origin.requests()).hasSize(2);
  }

  @Test
  void loginAndSignatureOfAUrl_areNotRecorded() throws IOException {
    origin.serve("/tree.tar.gz", archive());
    String url = origin.url() + "/tree.tar.gz";

    KubesprayArchive tree =
        open(SETTINGS, null, url.replace("://", "://me:secret@") + "?sig=secret", null);

    assertThat(tree.source()).isEqualTo(url + "?...");
  }

  @Test
  void folder_isUsedAsItIs() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("my-kubespray"));
    Files.createDirectories(tree.resolve("roles/download"));

    KubesprayArchive opened = open(SETTINGS, null, tree.toString(), null);

    assertThat(opened)
        .isEqualTo(new KubesprayArchive(tree, Optional.empty(), "my-kubespray", "my-kubespray"));
  }

  @Test
  void otherArchive_isNotKubespray() throws IOException {
    Path file =
        Files.write(
            folder.resolve("x.tar.gz"),
            TestArchives.gzip(TestArchives.tar(Map.of("x/README", "x"))));

    assertThatThrownBy(() -> open(SETTINGS, null, file.toString(), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("x.tar.gz is not a Kubespray tree");
  }

  @Test
  void webPage_isNotAnArchive() {
    origin.serve("/page", "<html>login</html>".repeat(100).getBytes(UTF_8));

    assertThatThrownBy(() -> open(SETTINGS, null, origin.url() + "/page", null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is not an archive");
  }

  @Test
  void entryThatLeadsOut_isRefused() throws IOException {
    byte[] hostile = TestArchives.tar(Map.of("k/roles/../../../../evil", "x"));
    Path file = Files.write(folder.resolve("x.tar"), hostile);

    assertThatThrownBy(() -> open(SETTINGS, null, file.toString(), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("hostile");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void linkThatLeadsOut_isNotFollowed() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Path file =
        Files.write(
            folder.resolve("x.tar"), TestArchives.tarWithLink("k/roles/l", outside.toString()));

    assertThatThrownBy(() -> open(SETTINGS, null, file.toString(), null))
        .hasMessageContaining("not a Kubespray tree");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void bomb_isStoppedBeforeItFillsTheDisk() throws IOException {
    Path file = folder.resolve("bomb.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry entry = new TarArchiveEntry("k/docs/zeros");
      entry.setSize(600L << 20);
      tar.putArchiveEntry(entry);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 600; i++) {
        tar.write(zeros);
      }
      tar.closeArchiveEntry();
    }

    assertThatThrownBy(() -> open(SETTINGS, null, file.toString(), null))
        .hasMessageContaining("unpacks to more than");
  }

  private KubesprayArchive open(
      HttpSettings settings, String version, String source, Checksum sha256) {
    Store store = Store.open(folder.resolve("store"));
    SourceRequest request =
        new SourceRequest(
            Optional.ofNullable(version),
            Optional.ofNullable(source),
            Optional.ofNullable(sha256),
            List.of(new Mirror("https://github.com/", origin.url() + "/")),
            folder.resolve("work"));
    return new KubesprayArchives(
            store,
            new HttpTransport(settings),
            new Transfers(store, QUICK),
            Optional.ofNullable(locked))
        .open(request);
  }

  /** The same bytes each time, although it says when it was made. */
  private byte[] archive() throws IOException {
    if (archive.length == 0) {
      archive = TestArchives.gzip(TestArchives.tar(TestArchives.KUBESPRAY));
    }
    return archive;
  }
}
