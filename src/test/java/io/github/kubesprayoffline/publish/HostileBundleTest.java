package io.github.kubesprayoffline.publish;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.ForgedBundle;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.UnpackedBundle;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.transport.Buckets;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.testing.FakeBuckets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles and storages that somebody prepared: nothing leaves but what the lock says. */
class HostileBundleTest {

  private static final String TOOL = "example.com/tool";

  @TempDir Path folder;

  private final Map<String, String> put = new ConcurrentHashMap<>();
  private final HttpTransport transport = new HttpTransport(SETTINGS);
  private HttpServer repository;
  private Path unpacked;

  @BeforeEach
  void bundle() throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    SampleBundle sample = SampleBundle.empty(work).file(TOOL, "the tool");
    Path archive = new BundleWriter(BundleFormat.TAR_ZST).write(sample.contents(), work).file();
    unpacked = folder.resolve("unpacked/release");
    Files.createDirectories(unpacked.getParent());
    Bundle.open(archive).unpack(unpacked);
    repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    repository.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("PUT")) {
            put.put(
                exchange.getRequestURI().getRawPath(), new String(body, StandardCharsets.UTF_8));
          }
          boolean isPut = exchange.getRequestMethod().equals("PUT");
          exchange.sendResponseHeaders(isPut ? 201 : 404, -1);
          exchange.close();
        });
    repository.start();
  }

  @AfterEach
  void stop() {
    repository.stop(0);
  }

  @Test
  void soundBundle_isPublished() throws IOException {
    publish(unpacked, mirror());

    assertThat(folder.resolve("mirror").resolve(TOOL)).hasContent("the tool");
    assertThat(names(folder.resolve("mirror"))).containsExactly("SHA256SUMS", TOOL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../.bashrc",
        "a/../../x",
        "/etc/hostname",
        "..",
        "a//b",
        "a\\\\..\\\\b",
        "a\\u0000b",
        "a\\nb"
      })
  void pathOfTheLockThatLeadsOut_isRefused_inAFolderAndInAnArchive(String path) throws IOException {
    Path lock = unpacked.resolve("lock.json");
    Files.writeString(
        lock, Files.readString(lock).replace("\"path\": \"" + TOOL, "\"path\": \"" + path));
    Files.writeString(unpacked.resolve(".bashrc"), "the tool");
    Path archive = ForgedBundle.pack(unpacked, folder.resolve("forged.tar.zst"));

    for (Path bundle : List.of(unpacked, archive)) {
      for (String storage : List.of(mirror(), http())) {
        assertThatThrownBy(() -> publish(bundle, storage))
            .isInstanceOf(OfflineException.class)
            .hasMessageContaining("lock.json: /files/0: ")
            .hasMessageContaining("cannot be a path");
      }
    }
    assertThat(folder.resolve("mirror")).doesNotExist();
    assertThat(put).isEmpty();
  }

  @Test
  void tamperedFile_isSeenNowhere() throws IOException {
    Files.writeString(unpacked.resolve("files").resolve(TOOL), "the trap");
    requireRefusedEverywhere("got sha256:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "the", "the tool and more"})
  void fileOfAnotherSize_isSeenNowhere(String content) throws IOException {
    Files.writeString(unpacked.resolve("files").resolve(TOOL), content);
    requireRefusedEverywhere(TOOL);
  }

  @Test
  void linkInPlaceOfAFile_isNotFollowed() throws IOException {
    Path file = unpacked.resolve("files").resolve(TOOL);
    Files.delete(file);
    Files.createSymbolicLink(file, Files.writeString(folder.resolve("secret"), "the tool"));
    requireRefusedEverywhere("symbolic link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "files/example.com"})
  void linkInPlaceOfAFolder_isNotFollowed(String place) throws IOException {
    Path original = unpacked.resolve(place);
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(original, elsewhere);
    Files.createSymbolicLink(original, elsewhere);
    requireRefusedEverywhere("symbolic link");
  }

  @Test
  void linkInPlaceOfTheLock_isNotFollowed() throws IOException {
    Files.move(unpacked.resolve("lock.json"), folder.resolve("lock.json"));
    Files.createSymbolicLink(unpacked.resolve("lock.json"), folder.resolve("lock.json"));
    requireRefusedEverywhere("symbolic link");
  }

  @Test
  void linkInTheStorage_isNotWrittenThrough() throws IOException {
    Path victim = Files.createDirectories(folder.resolve("victim"));
    Files.createDirectories(folder.resolve("mirror"));
    Files.createSymbolicLink(folder.resolve("mirror/example.com"), victim);

    assertThatThrownBy(() -> publish(unpacked, mirror()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("mirror/example.com");
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  void linkToTheStorageItself_isTheOperatorsOwn() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("mirror"), real);

    publish(unpacked, mirror());

    assertThat(real.resolve(TOOL)).hasContent("the tool");
  }

  @Test
  void linkWithTheNameOfAPart_isNotWrittenThrough() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Path beside = folder.resolve("mirror").resolve(TOOL + ".part");
    Files.createDirectories(beside.getParent());
    Files.createSymbolicLink(beside, victim);

    publish(unpacked, mirror());

    assertThat(victim).hasContent("untouched");
    assertThat(folder.resolve("mirror").resolve(TOOL)).hasContent("the tool");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "/etc/x", "a\\b", "x\n"})
  void sumsOfTheStorageWithAPathThatLeadsOut_areRefusedByTheirLine(String path) throws IOException {
    Path sums = folder.resolve("mirror/SHA256SUMS");
    Files.createDirectories(sums.getParent());
    Files.writeString(sums, "0".repeat(64) + "  " + path + "\n");

    assertThatThrownBy(() -> publish(unpacked, mirror()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("SHA256SUMS at file:")
        .hasMessageContaining(", line ")
        .hasMessageContaining("Mend or delete it there");
  }

  @Test
  void sumsOfTheStorageThatAreEndless_areRefused() throws IOException {
    Path sums = folder.resolve("mirror/SHA256SUMS");
    Files.createDirectories(sums.getParent());
    try (var file = new java.io.RandomAccessFile(sums.toFile(), "rw")) {
      file.setLength(3L << 30);
    }

    assertThatThrownBy(() -> publish(unpacked, mirror()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("SHA256SUMS has more than");
  }

  @Test
  void fileInPlaceOfTheSums_isRefused() {
    LockedFile file = locked("SHA256SUMS", "x");
    assertThatThrownBy(() -> Publisher.to(mirror(), transport).publish(List.of(file), folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("where the checksums are");
  }

  @Test
  void pathWithSignsOfUrls_isEncodedForTheRepository() throws IOException {
    String path = "h:8443/a b%2f..%2f?x#y;z+é";
    Path files = Files.createDirectories(folder.resolve("odd"));
    LockedFile file = locked(path, "odd");
    Files.createDirectories(files.resolve(path).getParent());
    Files.writeString(files.resolve(path), "odd");

    Publisher.to(http(), transport).publish(List.of(file), files);

    assertThat(put)
        .containsOnlyKeys(
            "/files/h:8443/a%20b%252f..%252f%3Fx%23y%3Bz+%C3%A9", "/files/SHA256SUMS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1/files?x=", "http://127.0.0.1:1/files#x", "http:files"})
  void repositoryThatIsNoFolder_isRefused(String place) {
    assertThatThrownBy(() -> Publisher.to(place, transport))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is not a folder of an HTTP repository");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file://host/x", "file:///a%00b", "file:x"})
  void uriThatNamesNoFolder_isRefused(String place) {
    assertThatThrownBy(() -> Publisher.to(place, transport))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("names no folder");
  }

  /** Nothing of the file is at any storage, under whatever name. */
  private void requireRefusedEverywhere(String word) throws IOException {
    try (FakeBuckets buckets = FakeBuckets.start()) {
      Buckets toFake = new Buckets(Map.of("STORAGE_EMULATOR_HOST", buckets.url()));
      GcsStorage bucket = new GcsStorage(toFake, URI.create("gs://mirror/files"));
      for (Publisher publisher :
          List.of(
              Publisher.to(mirror(), transport),
              Publisher.to(http(), transport),
              new Publisher(bucket))) {
        assertThatThrownBy(() -> publish(unpacked, publisher))
            .isInstanceOf(OfflineException.class)
            .hasMessageContaining(word);
      }
      assertThat(names(folder.resolve("mirror"))).isEmpty();
      assertThat(put).isEmpty();
      assertThat(buckets.object("mirror", "files/" + TOOL)).isEmpty();
    }
  }

  private void publish(Path bundle, String storage) {
    publish(bundle, Publisher.to(storage, transport));
  }

  private void publish(Path bundle, Publisher publisher) {
    UnpackedBundle open = Bundle.open(bundle).unpack(folder.resolve("opened"));
    publisher.publish(open.lock().files(), open.files());
  }

  private static List<String> names(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private String mirror() {
    return folder.resolve("mirror").toUri().toString();
  }

  private String http() {
    return "http://127.0.0.1:%d/files/".formatted(repository.getAddress().getPort());
  }

  private static LockedFile locked(String path, String content) {
    Checksum sha256 = Checksum.sha256Of(content.getBytes(StandardCharsets.UTF_8));
    return new LockedFile("https://h/x", path, sha256, sha256, content.length());
  }
}
