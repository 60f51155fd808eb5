package io.github.kubesprayoffline.bundle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.ForgedBundle;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives that would fill the memory of whoever looks for images in them. */
@Timeout(120)
class HostileImagesTest {

  private static final long GIGABYTE = 1 << 30;

  @TempDir Path folder;

  /** What the forked JVM does. */
  static final class Look {

    private Look() {}

    public static void main(String[] arguments) {
      try {
        int images = Bundle.open(Path.of(arguments[0])).images(4).images().size();
        System.out.println("opened " + images);
      } catch (OfflineException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void lockOfAGigabyte_isRefused() throws Exception {
    Path archive =
        ForgedBundle.write(
            folder.resolve("a.tar.zst"),
            tar -> {
              ForgedBundle.put(tar, "SHA256SUMS", 0, "");
              ForgedBundle.put(tar, "lock.json", GIGABYTE, "{");
            });

    assertThat(look(archive)).startsWith("refused: ").contains("lock.json");
  }

  @Test
  void manifestOfAGigabyte_isRefused() throws Exception {
    Path archive =
        ForgedBundle.write(
            folder.resolve("a.tar.zst"),
            tar -> {
              putLock(tar, 1, GIGABYTE);
              ForgedBundle.put(tar, blob(0), GIGABYTE, "{");
            });

    assertThat(look(archive)).startsWith("refused: ").contains(blob(0));
  }

  @Test
  void documentsThatTogetherAreTooMany_areRefused() throws Exception {
    Path archive =
        ForgedBundle.write(
            folder.resolve("a.tar.zst"),
            tar -> {
              putLock(tar, 200, 1 << 20);
              for (int i = 0; i < 200; i++) {
                ForgedBundle.put(tar, blob(i), 1 << 20, "{\"schemaVersion\": 2");
              }
            });

    assertThat(look(archive)).startsWith("refused: ").contains("too large to be true");
  }

  @Test
  void blobsThatTheLockDoesNotName_areNotKept() throws Exception {
    Path archive =
        ForgedBundle.write(
            folder.resolve("a.tar.zst"),
            tar -> {
              putLock(tar, 1, 100);
              for (int i = 0; i < 200; i++) {
                ForgedBundle.put(tar, blob(i), i == 0 ? 100 : 1 << 20, "{");
              }
            });

    assertThat(look(archive)).isEqualTo("opened 1");
  }

  @Test
  void sumsOfManyShortLines_takeLittleMemory() throws Exception {
    Path archive =
        ForgedBundle.write(
            folder.resolve("a.tar.zst"),
            tar -> {
              putLock(tar, 1, 100, 110_000);
              ForgedBundle.put(tar, blob(0), 100, "{");
            });

    assertThat(look(archive)).isEqualTo("opened 1");
  }

  private static void putLock(TarArchiveOutputStream tar, int blobs, long size) {
    putLock(tar, blobs, size, 0);
  }

  private static void putLock(TarArchiveOutputStream tar, int blobs, long size, int otherSums) {
    StringBuilder sizes = new StringBuilder();
    for (int i = 0; i < blobs; i++) {
      sizes.append(i == 0 ? "" : ", ").append("\"%s\": %d".formatted(digest(i), size));
    }
    String lock =
        """
        {"schema": "kubespray-offline/lock/1",
         "kubespray": {"version": "v1", "source": "s", "sha256": "%1$s", "size": 1},
         "inventory": "sha256:%1$s", "architectures": ["amd64"], "scope": "enabled",
         "files": [],
         "images": [{"ref": "h/a:1", "digest": "%2$s", "mediaType": "application/x",
           "manifests": {"linux/amd64": "%2$s"}, "blobs": {%3$s}}]}
        """
            .formatted("0".repeat(64), digest(0), sizes);
    byte[] bytes = lock.getBytes(StandardCharsets.UTF_8);
    String sums = sums(Checksum.sha256Of(bytes), blobs, otherSums);
    ForgedBundle.put(tar, "SHA256SUMS", sums.length(), sums);
    ForgedBundle.put(tar, "lock.json", bytes.length, lock);
  }

  /** They call all blobs manifests. */
  private static String sums(Checksum lock, int blobs, int others) {
    SortedMap<String, Checksum> sums = new TreeMap<>(Map.of(BundleLayout.LOCK, lock));
    for (int i = 0; i < blobs; i++) {
      sums.put(blob(i), digest(i));
      sums.put(BundleLayout.repository("a") + BundleLayout.revision(digest(i)), digest(0));
    }
    for (int i = 0; i < others; i++) {
      sums.put("%07d".formatted(i), digest(i));
    }
    return new String(Sha256Sums.write(sums), StandardCharsets.UTF_8);
  }

  private static Checksum digest(int number) {
    return Checksum.sha256("%064x".formatted(number));
  }

  private static String blob(int number) {
    return BundleLayout.blob(digest(number));
  }

  /** What a JVM with little memory says of an archive. */
  private static String look(Path archive) throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Look.class.getName(),
                archive.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
