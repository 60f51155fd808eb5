package io.github.kubesprayoffline.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.transport.Buckets;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.testing.FakeBuckets;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcsStorageTest {

  private static final String KUBECTL = "dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubectl";
  private static final byte[] LARGE = random(40 << 20);

  @TempDir Path files;
  private final FakeBuckets buckets = FakeBuckets.start();
  private final GcsStorage storage = storage("gs://mirror/files/");

  @AfterEach
  void close() {
    buckets.close();
  }

  @Test
  void bucket_holdsTheFilesUnderTheirPathsAndTheirChecksums() throws IOException {
    LockedFile kubectl = locked(KUBECTL, bytes("the kubectl"));

    assertThat(publisher().publish(List.of(kubectl), files)).isEqualTo(new Published(1, 0, 11));

    assertThat(buckets.object("mirror", "files/" + KUBECTL)).contains(bytes("the kubectl"));
    assertThat(buckets.object("mirror", "files/SHA256SUMS"))
        .hasValueSatisfying(sums -> assertThat(new String(sums, UTF_8)).contains(KUBECTL));
    assertThat(publisher().publish(List.of(kubectl), files)).isEqualTo(new Published(0, 1, 0));
  }

  @Test
  void largeFile_goesInSeveralChunks() throws IOException {
    publisher().publish(List.of(locked("large", LARGE)), files);

    assertThat(buckets.object("mirror", "files/large")).contains(LARGE);
    assertThat(buckets.count("PUT .*upload_id=upload-0.*")).isGreaterThan(1);
  }

  @Test
  void bucketThatIsBusy_getsTheChunkAgain() throws IOException {
    buckets.failOnce("PUT .*", 503).failOnce("POST .*", 503).failOnce("GET .*SHA256SUMS.*", 503);

    publisher().publish(List.of(locked("large", LARGE)), files);

    assertThat(buckets.object("mirror", "files/large")).contains(LARGE);
  }

  @Test
  void contentThatFailsOnTheWay_leavesWhatWasThere() {
    buckets.put("mirror", "files/large", new byte[] {1});
    InputStream torn =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    BodySource content =
        BodySource.of(
            LARGE.length + 1L,
            () -> new SequenceInputStream(new ByteArrayInputStream(LARGE), torn));

    assertThatThrownBy(() -> storage.write("large", content)).hasMessage("the disk is gone");
    assertThat(buckets.object("mirror", "files/large")).contains(new byte[] {1});
  }

  @Test
  void bucketThatIsClosed_isNamedWithWhatItSaid() throws IOException {
    LockedFile kubectl = locked(KUBECTL, new byte[] {1});
    buckets.failOnce("POST .*", 403);

    assertThatThrownBy(() -> publisher().publish(List.of(kubectl), files))
        .isInstanceOf(TransferException.class)
        .hasMessageContainingAll("Cannot write " + KUBECTL + " at gs://mirror/files", "(403)");
  }

  @Test
  void wholeBucket_needsNoFolder() throws IOException {
    storage("gs://mirror").write("f", BodySource.of(new byte[] {1, 2}));

    assertThat(storage("gs://mirror/").size("f")).hasValue(2);
    assertThat(storage("gs://mirror").read("f")).contains(new byte[] {1, 2});
    assertThat(storage("gs://mirror").read("g")).isEmpty();
    assertThat(storage("gs://mirror").size("g")).isEmpty();
  }

  @Test
  void pathOutOfTheFolder_isRefused() {
    assertThatThrownBy(() -> storage.write("../other", BodySource.of(new byte[1])))
        .hasMessageContaining("../other");
    assertThat(buckets.requests()).isEmpty();
  }

  private Publisher publisher() {
    return new Publisher(storage);
  }

  private GcsStorage storage(String folder) {
    return new GcsStorage(
        new Buckets(Map.of("STORAGE_EMULATOR_HOST", buckets.url())), URI.create(folder));
  }

  private LockedFile locked(String path, byte[] content) throws IOException {
    Path file = files.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Checksum sha256 = Checksum.sha256Of(content);
    return new LockedFile("https://" + path, path, sha256, sha256, content.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
