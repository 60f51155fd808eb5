package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LockDiffTest {

  private static Locks before() {
    return new Locks()
        .version("v2.30.0")
        .file("dl.k8s.io/release/v1.33.8/bin/linux/amd64/kubelet", "old kubelet")
        .file("github.com/etcd-io/etcd/releases/download/v3.5.21/etcd-v3.5.21.tar.gz", "etcd")
        .file("github.com/gone/v1.0/gone.tgz", "gone")
        .file("example.com/script.sh", "one")
        .image("quay.io/calico/node:v3.30.0", "node 3.30")
        .image("registry.k8s.io/pause:3.10", "pause")
        .image("docker.io/library/nginx:1.28", "nginx");
  }

  private static Locks after() {
    return new Locks()
        .version("v2.31.0")
        .file("dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubelet", "new kubelet!")
        .file("github.com/etcd-io/etcd/releases/download/v3.5.21/etcd-v3.5.21.tar.gz", "etcd")
        .file("example.com/script.sh", "another")
        .image("quay.io/calico/node:v3.31.5", "node 3.31")
        .image("registry.k8s.io/pause:3.10", "pause, moved")
        .image("quay.io/fresh/image:v1", "fresh")
        .image("docker.io/library/nginx:1.28", "nginx");
  }

  @ParameterizedTest
  @EnumSource(DiffFormat.class)
  void upgrade_isShownAsInTheGoldenFile(DiffFormat format) {
    LockDiff diff = LockDiff.between(before().lock(), after().lock());

    String name = "diff." + format.name().toLowerCase(Locale.ROOT);
    assertThat(format.write(diff)).isEqualTo(golden(name));
  }

  @Test
  void sameLock_hasNoChanges() {
    LockDiff diff = LockDiff.between(before().lock(), before().lock());

    assertThat(diff.changes()).isEmpty();
    assertThat(diff.bytesNew()).isZero();
    assertThat(diff.bytesFrom()).isEqualTo(diff.bytesTo());
  }

  @Test
  void blobsThatTheOldOneHas_areNotNew() {
    Lock from = new Locks().image("quay.io/a/b:1", "one").lock();
    Lock to = new Locks().image("quay.io/a/b:2", "three").lock();

    assertThat(LockDiff.between(from, to).bytesNew()).isEqualTo("three".length());
  }

  @Test
  void twoReleasesOfOneComponent_arePairedByRelease() {
    Lock from = new Locks().file("h/x-1.1.tgz", "a").file("h/x-1.2.tgz", "b").lock();
    Lock to = new Locks().file("h/x-1.2.tgz", "b").file("h/x-1.3.tgz", "c").lock();

    assertThat(LockDiff.between(from, to).changes())
        .extracting(Change::toString)
        .containsExactly("h/x-*.tgz: 1.1 -> 1.3");
  }

  @ParameterizedTest
  @CsvSource({
    "dl.k8s.io/release/v1.33.9/bin/kubelet, dl.k8s.io/release/*/bin/kubelet, v1.33.9",
    "10.0.0.1:8080/x/cri-tools-v1.33.0-rc.1-linux.tgz, 10.0.0.1:8080/x/cri-tools-*-linux.tgz,"
        + " v1.33.0-rc.1",
    "example.com/plain, example.com/plain, ''",
  })
  void path_isTakenApart(String path, String component, String version) {
    assertThat(VersionedPath.of(path)).isEqualTo(new VersionedPath(component, version));
  }

  @Test
  void unknownFormat_isRefused() {
    assertThatThrownBy(() -> DiffFormat.parse("html"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("table, markdown or json");
  }

  private static String golden(String name) {
    try (InputStream in = LockDiffTest.class.getResourceAsStream("/lock/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void hostileNames_breakOutOfNoLineAndNoCell() throws IOException {
    String name = "a|b`c`<img src=x>[l](http://e)*b*\n[ERROR] forged \u001b[31m\u009b\u202e\\";
    LockDiff diff =
        new LockDiff(List.of(new Change(Change.Kind.FILE, name, name, null, 1, 2)), 1, 2, 3);

    assertThat(DiffFormat.TABLE.write(diff).lines()).hasSize(4).allMatch(Printable::isPlain);
    assertThat(DiffFormat.MARKDOWN.write(diff).lines())
        .hasSize(5)
        .allMatch(Printable::isPlain)
        .element(2)
        .asString()
        .contains("a\\|b\\`c\\`&lt;img src=x&gt;\\[l\\](http://e)\\*b\\*\\\\n\\[ERROR\\] forged");
    String json = DiffFormat.JSON.write(diff);
    assertThat(json.lines()).allMatch(Printable::isPlain);
    assertThat(new ObjectMapper().readTree(json).at("/changes/0/name").asText()).isEqualTo(name);
  }
}
