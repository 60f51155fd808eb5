package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.transport.Buckets;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.FakeBuckets;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static final byte[] CONTENT = random(100_000, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  @TempDir Path folder;
  private final FakeBuckets buckets = FakeBuckets.start();

  @AfterEach
  void close() {
    buckets.close();
  }

  @Test
  void fileUrl_isReadEvenOffline() throws Exception {
    Path file = Files.write(folder.resolve("a file"), CONTENT);

    assertThat(bring(true, file.toUri().toString())).hasBinaryContent(CONTENT);
  }

  @Test
  void linkThatTheUserMade_isFollowedToItsFile() throws Exception {
    Path file = Files.write(folder.resolve("f"), CONTENT);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(bring(true, link.toUri().toString())).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/zero, 'a device, a pipe or a socket'",
    "/dev, 'it is a folder'",
    "/proc/self/environ, 'the kernel''s own'",
    "/sys/kernel/notes, 'the kernel''s own'"
  })
  void whatIsNoFileOfADisk_isRefusedUnread(String path, String why) {
    assumeTrue(Files.exists(Path.of(path)));

    assertThatThrownBy(() -> bring(true, "file://" + path))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("Name a regular file");
  }

  @Test
  @Timeout(20)
  void pipeThatNobodyWritesTo_isRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    assertThatThrownBy(() -> bring(true, pipe.toUri().toString()))
        .hasMessage(
            pipe
                + ": it is a device, a pipe or a socket, which may never end, and is not read. Name a regular file.");
  }

  @Test
  void begunItem_goesOnFromAFile() throws Exception {
    Path file = Files.write(folder.resolve("f"), CONTENT);
    try (var partial = store().partial(SUM.toString(), Set.of())) {
      partial.write(CONTENT, 0, 60_000);
    }
    Counter counter = new Counter();

    new Transfers(store(), QUICK, counter).bring(item(true, file.toUri().toString()));

    assertThat(counter.summary().received()).isEqualTo(40_000);
  }

  @Test
  void bucket_isReadThroughGoogleCloudStorage() {
    buckets.put("mirror", "dl.k8s.io/a b", CONTENT);

    assertThat(bringFromBucket(SUM, "gs://mirror/dl.k8s.io/a%20b")).hasBinaryContent(CONTENT);
    Checksum other = Checksum.sha256Of(new byte[1]);
    assertThatThrownBy(() -> bringFromBucket(other, "gs://mirror/nothing/here"))
        .hasMessage("gs://mirror/nothing/here: there is no such file.");
  }

  @Test
  void begunItem_asksABucketForTheRestOnly() {
    buckets.put("mirror", "f", CONTENT);
    try (var partial = store().partial(SUM.toString(), Set.of())) {
      partial.write(CONTENT, 0, 60_000);
    }
    Counter counter = new Counter();

    new Transfers(store(), QUICK, counter)
        .bring(Item.of("f", SUM, ofBuckets().of(List.of(), "gs://mirror/f")));

    assertThat(counter.summary().received()).isEqualTo(40_000);
  }

  @Test
  void bucketThatIsBusy_isAskedAgain() {
    buckets.put("mirror", "f", CONTENT).failOnce("GET .*alt=media.*", 503);

    assertThat(bringFromBucket(SUM, "gs://mirror/f")).hasBinaryContent(CONTENT);
    assertThat(buckets.count("GET .*alt=media.*")).isEqualTo(2);
  }

  @Test
  void bucketThatIsClosed_saysToCheckTheCredentials() {
    buckets.put("mirror", "f", CONTENT).failOnce("GET .*", 403).failOnce("GET .*", 403);

    assertThatThrownBy(() -> bringFromBucket(SUM, "gs://mirror/f"))
        .hasMessageContainingAll("gs://mirror/f", "Check the bucket and its credentials");
  }

  @Test
  void fileThatMayNotBeRead_isNotTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    PathOrigin denied =
        new PathOrigin(
            URI.create("file:///srv/f"),
            () -> {
              tries.incrementAndGet();
              throw new AccessDeniedException("/srv/f");
            },
            false);

    assertThatThrownBy(
            () -> new Transfers(store(), QUICK).bring(Item.of("f", SUM, List.of(denied))))
        .hasMessage("file:///srv/f: it may not be read. Check its rights.");
    assertThat(tries).hasValue(1);
  }

  @Test
  void bucketOffline_isNotAsked() {
    assertThatThrownBy(() -> bring(true, "gs://mirror/elsewhere"))
        .hasMessageContaining("is not in the store, and Maven is offline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h/f", "f", "/etc/passwd", "gopher:x"})
  void urlOfAnotherKind_isRefusedWithTheKindsThereAre(String url) {
    assertThatThrownBy(() -> bring(false, url))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'%s' cannot be read: write an http, https, file or gs URL.", url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https:///f", "http:f"})
  void urlWithoutAHost_isRefused(String url) {
    assertThatThrownBy(() -> bring(false, url)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void mirrors_areTriedInOrderBeforeTheUrlItself() {
    List<Mirror> mirrors =
        List.of(
            Mirror.parse("https://github.com/=https://one/gh/"),
            Mirror.parse("https://dl.k8s.io/=https://two/"),
            Mirror.parse("https://=file:///srv/"));

    assertThat(Mirror.places(mirrors, "https://github.com/a?b=c"))
        .extracting(URI::toString)
        .containsExactly(
            "https://one/gh/a?b=c", "file:///srv/github.com/a?b=c", "https://github.com/a?b=c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://me:secret@m", "https://me:secret@m:80", "HTTPS://secret@m?x"})
  void mirrorWhoseLoginAUrlCouldTakeElsewhere_isRefused(String replacement) {
    assertThatThrownBy(() -> Mirror.parse("https://github.com=" + replacement))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no slash after its host")
        .hasMessageNotContaining("secret");
    assertThat(Mirror.parse("https://github.com=https://me:secret@m/").replacement())
        .isEqualTo("https://me:secret@m/");
  }

  @Test
  void mirrorThatMakesNoUrl_isRefusedWithoutItsSecrets() {
    List<Mirror> mirrors = List.of(Mirror.parse("https://h/=https://me:secret@m/a b/"));

    assertThatThrownBy(() -> Mirror.places(mirrors, "https://h/f?sig=secret"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'https://m/a b/f?...' is not a URL: Illegal character in path")
        .hasNoCause();
    assertThatThrownBy(() -> Mirror.parse("https://h/ -> https://me:secret@m/"))
        .hasMessageContaining("'https://h/ -> https://m/' is not a mirror");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://github.com/", "a=b", "=https://x/"})
  void textThatIsNoMirror_isRefusedWithTheForm(String text) {
    assertThatThrownBy(() -> Mirror.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("write prefix=replacement");
  }

  private Path bring(boolean offline, String url) {
    return new Transfers(store(), QUICK).bring(item(offline, url)).path();
  }

  private Path bringFromBucket(Checksum expected, String url) {
    Item item = Item.of("f", expected, ofBuckets().of(List.of(), url));
    return new Transfers(store(), QUICK).bring(item).path();
  }

  private Origins ofBuckets() {
    return new Origins(
        new HttpTransport(SETTINGS), new Buckets(Map.of("STORAGE_EMULATOR_HOST", buckets.url())));
  }

  private static Item item(boolean offline, String url) {
    HttpTransport transport = new HttpTransport(SETTINGS.withOffline(offline));
    return Item.of("f", SUM, new Origins(transport).of(List.of(), url));
  }

  private Store store() {
    return Store.open(folder.resolve("store"));
  }
}
