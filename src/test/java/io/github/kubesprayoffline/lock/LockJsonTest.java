package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockJsonTest {

  private static final String GOLDEN = golden();

  @Test
  void lock_isWrittenAsTheGoldenFile() {
    assertThat(new String(LockJson.write(lock()), StandardCharsets.UTF_8)).isEqualTo(GOLDEN);
  }

  @Test
  void writtenLock_isReadBackTheSame() {
    assertThat(read(GOLDEN)).isEqualTo(lock());
  }

  @Test
  void filesInAnotherOrder_areWrittenTheSame() {
    Lock lock = lock();
    Lock shuffled =
        new Lock(
            lock.kubespray(),
            lock.kubesprayArchiveSize(),
            lock.inventory(),
            List.of("arm64", "amd64"),
            lock.scope(),
            List.of(lock.files().get(1), lock.files().get(0)),
            lock.images());

    assertThat(LockJson.write(shuffled)).isEqualTo(LockJson.write(lock));
  }

  @Test
  void otherSchema_isRefusedWithBothNames() {
    assertThatThrownBy(() -> read(GOLDEN.replace("lock/1", "lock/9")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("kubespray-offline/lock/9")
        .hasMessageContaining("kubespray-offline/lock/1");
  }

  @Test
  void wrongValue_isNamedByItsPlace() {
    assertThatThrownBy(() -> read(GOLDEN.replace("\"size\": 55", "\"size\": \"big\"")))
        .hasMessageContaining("my.lock.json: /files/0/size");
    assertThatThrownBy(() -> read(GOLDEN.replace("linux/arm64", "arm64")))
        .hasMessageContaining("my.lock.json: /images/0/manifests/arm64");
    assertThatThrownBy(() -> read(GOLDEN.replace("\"enabled\"", "\"some\"")))
        .hasMessageContaining("my.lock.json: /scope");
  }

  @Test
  void brokenJson_isNamedByLineAndColumn() {
    assertThatThrownBy(() -> read("{\n  \"schema\": oops\n}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("my.lock.json, line 2, column");
  }

  @Test
  void fieldGivenTwice_isRefused() {
    assertThatThrownBy(() -> read(GOLDEN.replace("\"scope\"", "\"schema\"")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("schema");
  }

  private static Lock read(String text) {
    return LockJson.read("my.lock.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Lock lock() {
    return new Lock(
        new KubesprayRelease("v2.31.0", "https://example.com/v2.31.0.tar.gz", sha256("tree")),
        1_234_567,
        sha256("inventory"),
        List.of("amd64", "arm64"),
        Scope.ENABLED,
        List.of(
            new LockedFile(
                "https://dl.k8s.io/b",
                "dl.k8s.io/b",
                Checksum.parse("0".repeat(32)),
                sha256("b"),
                66),
            new LockedFile("https://dl.k8s.io/a", "dl.k8s.io/a", null, sha256("a"), 55)),
        List.of(
            new LockedImage(
                ImageReference.parse("quay.io/calico/node:v3.31.5"),
                sha256("index"),
                "application/vnd.oci.image.index.v1+json",
                new TreeMap<>(
                    Map.of(
                        Platform.linux("amd64"), sha256("amd64"),
                        Platform.linux("arm64"), sha256("arm64"))),
                new TreeMap<>(
                    Map.of(sha256("index"), 1L, sha256("amd64"), 2L, sha256("arm64"), 3L)))));
  }

  private static Checksum sha256(String text) {
    return Checksum.sha256Of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String golden() {
    try (InputStream in = LockJsonTest.class.getResourceAsStream("/lock/lock.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
