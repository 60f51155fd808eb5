package io.github.kubesprayoffline.download;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloaderTest {

  private static final byte[] ONE = random(50_000, 1);
  private static final byte[] TWO = random(70_000, 2);

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start().serve("/one", ONE).serve("/two", TWO);

  private Map<String, Long> sizes = Map.of();

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void selectedFiles_lieUnderHostAndPath() throws Exception {
    List<LockedFile> locked = download(pin("/two", sum(TWO)), pin("/one", sum(ONE)));

    assertThat(locked)
        .containsExactly(
            new LockedFile(url("/one"), "h/one", sum(ONE), sum(ONE), ONE.length),
            new LockedFile(url("/two"), "h/two", sum(TWO), sum(TWO), TWO.length));
    assertThat(Files.readAllBytes(folder.resolve("files/h/one"))).isEqualTo(ONE);
    assertThat(Files.readAllBytes(folder.resolve("files/h/two"))).isEqualTo(TWO);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void checksumOfAnyAlgorithm_isVerifiedAndFoundAgain(Algorithm algorithm) {
    Checksum right = sum(algorithm, ONE);
    download(pin("/one", right));
    download(pin("/one", right));

    Checksum wrong = sum(algorithm, new byte[1]);
    assertThat(origin.requests()).hasSize(1);
    assertThatThrownBy(() -> download(pin("/two", wrong)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got " + sum(algorithm, TWO))
        .hasMessageContaining("want " + wrong);
  }

  @Test
  void severalFailures_areReportedTogetherAndTheRestIsInPlace() {
    origin.always("/one", Mishap.wrongBytes());
    FilePin missing = pin("/missing", sum(new byte[1]));

    assertThatThrownBy(() -> download(pin("/one", sum(ONE)), missing, pin("/two", sum(TWO))))
        .hasMessageContaining("2 problems")
        .hasMessageContaining(url("/one") + ": got sha256:")
        .hasMessageContaining(url("/missing") + ": HTTP 404");
    assertThat(folder.resolve("files/h/two")).exists();
    assertThat(folder.resolve("files/h/one")).doesNotExist();
  }

  @Test
  void mirror_isAskedBeforeTheOriginal() {
    origin.serve("/mirror/one", ONE);
    Mirror mirror = Mirror.parse("https://dl.example.com/=" + url("/mirror/"));
    FilePin pin =
        new FilePin("https://dl.example.com/one", "dl.example.com/one", sum(ONE), List.of("one"));

    List<LockedFile> locked =
        download(SETTINGS, request(List.of(pin), List.of(mirror), Map.of(), false));

    assertThat(locked.get(0).url()).isEqualTo("https://dl.example.com/one");
    assertThat(origin.requests("/mirror/one")).hasSize(1);
  }

  @Test
  void brokenMirror_fallsBackToTheOriginal() {
    origin.always("/mirror/one", Mishap.wrongBytes());
    Mirror mirror = Mirror.parse(url("/") + "=" + url("/mirror/"));

    download(SETTINGS, request(List.of(pin("/one", sum(ONE))), List.of(mirror), Map.of(), false));

    assertThat(folder.resolve("files/h/one")).hasBinaryContent(ONE);
  }

  @Test
  void offline_namesAllThatIsMissingAndUsesWhatIsThere() {
    download(pin("/one", sum(ONE)));
    List<FilePin> pins =
        List.of(pin("/one", sum(ONE)), pin("/two", sum(TWO)), pin("/three", sum(new byte[3])));

    assertThatThrownBy(
            () -> download(SETTINGS.withOffline(true), request(pins, List.of(), Map.of(), false)))
        .hasMessageContaining("2 problems")
        .hasMessageContaining(url("/two") + ") is not in the store, and Maven is offline")
        .hasMessageContaining(url("/three"));
    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void noChecksumKnown_isRefusedWithTheWayOut() {
    assertThatThrownBy(() -> download(pin("/one", null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("one (" + url("/one") + "): no checksum is known")
        .hasMessageContaining("<checksums><one>sha256:")
        .hasMessageContaining("trustOnFirstUse");
    assertThat(origin.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "url"})
  void checksumOfTheUser_isVerified(String key) {
    Map<String, Checksum> checksums = Map.of(key.equals("id") ? "one" : url("/one"), sum(ONE));
    DownloadRequest request = request(List.of(pin("/one", null)), List.of(), checksums, false);

    assertThat(download(SETTINGS, request).get(0).sha256()).isEqualTo(sum(ONE));
  }

  @Test
  void checksumOfTheUserAgainstKubesprays_isAContradiction() {
    DownloadRequest request =
        request(List.of(pin("/one", sum(ONE))), List.of(), Map.of("one", sum(TWO)), false);

    assertThatThrownBy(() -> download(SETTINGS, request))
        .hasMessageContaining("<checksums> says " + sum(TWO));
  }

  @Test
  void trustOnFirstUse_acceptsOnceAndHoldsToItLater() throws IOException {
    DownloadRequest request = request(List.of(pin("/one", null)), List.of(), Map.of(), true);
    LockedFile first = download(SETTINGS, request).get(0);
    origin.serve("/one", TWO);

    assertThat(first.checksum()).isNull();
    assertThat(download(SETTINGS, request)).containsExactly(first);
    deleteBlobs();
    assertThatThrownBy(() -> download(SETTINGS, request))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("want " + sum(ONE));
  }

  @Test
  void trustOnFirstUseByMany_theyAllGetWhatCameFirst() throws Exception {
    DownloadRequest request = request(List.of(pin("/one", null)), List.of(), Map.of(), true);
    origin.always("/one", Mishap.content(TWO));
    origin.misbehave("/one", Mishap.drip(10_000, Duration.ofMillis(50)));
    ExecutorService builds = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<LockedFile>>> same =
          Collections.nCopies(8, () -> download(SETTINGS, request));
      for (Future<List<LockedFile>> build : builds.invokeAll(same)) {
        assertThat(build.get()).extracting(LockedFile::sha256).containsExactly(sum(ONE));
      }
    } finally {
      builds.shutdown();
    }
    assertThat(origin.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "h/../../x", "/etc/x", "h//x", "h/./x", "h/..", "h\\..\\x", "h/a\nb", ""})
  void pathThatLeadsOut_isRefused(String path) {
    assertThatThrownBy(() -> download(new FilePin(url("/one"), path, sum(ONE), List.of("one"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(url("/one"));
    assertThat(folder.resolve("files")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h/%2e%2e%2fx", "h/x?a=b&c=../d", "h:8443/x", "h/a b", "h/..x"})
  void oddPath_staysBelowTheFolder(String path) {
    download(new FilePin(url("/one"), path.replace("../d", "d"), sum(ONE), List.of("one")));

    assertThat(folder.resolve("files").resolve(path.replace("../d", "d"))).hasBinaryContent(ONE);
  }

  @Test
  void lockedFileOfAnotherSize_isRefusedBeforeItComes() {
    sizes = Map.of("h/one", 7L);

    assertThatThrownBy(() -> download(pin("/one", sum(ONE))))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got 50000 bytes, want 7 bytes");
  }

  @Test
  void linkBelowTheFolder_isNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createDirectory(folder.resolve("files"));
    Files.createSymbolicLink(folder.resolve("files/h"), elsewhere);

    assertThatThrownBy(() -> download(pin("/one", sum(ONE))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void veryLongName_isRefusedInWords() {
    String path = "h/" + "x".repeat(300);

    assertThatThrownBy(() -> download(new FilePin(url("/one"), path, sum(ONE), List.of("one"))))
        .hasMessageContaining("has a name of 300 bytes, and 255 is the most");
  }

  private List<LockedFile> download(FilePin... pins) {
    return download(SETTINGS, request(List.of(pins), List.of(), Map.of(), false));
  }

  private List<LockedFile> download(HttpSettings settings, DownloadRequest request) {
    Store store = Store.open(folder.resolve("store"));
    return new Downloader(store, new HttpTransport(settings), new Transfers(store, QUICK))
        .download(request);
  }

  private DownloadRequest request(
      List<FilePin> pins, List<Mirror> mirrors, Map<String, Checksum> checksums, boolean trust) {
    return new DownloadRequest(
        pins, sizes, folder.resolve("files"), mirrors, checksums, Map.of(), trust, 4);
  }

  private FilePin pin(String path, @Nullable Checksum checksum) {
    return new FilePin(url(path), "h" + path, checksum, List.of(path.substring(1)));
  }

  private String url(String path) {
    return origin.url(path).toString();
  }

  private void deleteBlobs() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/blobs"))) {
      for (Path blob : all.filter(Files::isRegularFile).toList()) {
        Files.delete(blob);
      }
    }
  }

  private static Checksum sum(byte[] content) {
    return Checksum.sha256Of(content);
  }

  private static Checksum sum(Algorithm algorithm, byte[] content) {
    var digest = algorithm.newDigest();
    digest.update(content);
    return Checksum.of(algorithm, digest);
  }
}
