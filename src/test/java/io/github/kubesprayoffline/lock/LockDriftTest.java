package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class LockDriftTest {

  private static Locks locked() {
    return new Locks()
        .file("dl.k8s.io/v1.33.9/kubelet", "kubelet")
        .image("quay.io/calico/node:v3.31.5", "node");
  }

  @Test
  void catalogOfTheLock_isNoDrift() {
    assertThatCode(
            () ->
                LockDrift.requireNone(
                    "my.lock.json",
                    locked().lock(),
                    locked().catalog(),
                    locked().lock().inventory()))
        .doesNotThrowAnyException();
  }

  /** The lock's own sha256 stands in for the checksum that Kubespray does not know. */
  @Test
  void fileTrustedOnFirstUse_isPinnedByTheLockAndNoDrift() {
    Locks locks = new Locks().trusted("example.com/tool", "first");
    Lock lock = locks.lock();
    FilePin pin = Pins.of(locks.catalog(), Optional.of(lock)).files().get(0);
    Lock brought = new Locks().file("example.com/tool", "first").lock();

    assertThat(pin.checksum()).isEqualTo(Locks.sha256("first"));
    assertThat(brought.files().get(0).checksum()).isEqualTo(pin.checksum());
    assertThat(LockDrift.differences(lock, locks.catalog())).isEmpty();
    assertThatCode(() -> LockDrift.requireNone("my.lock.json", lock, brought))
        .doesNotThrowAnyException();
  }

  @Test
  void everyDifference_isNamedAtOnce() {
    Locks now =
        new Locks()
            .version("v2.31.1")
            .file("dl.k8s.io/v1.33.10/kubelet", "kubelet")
            .image("quay.io/calico/node:v3.31.6", "node");

    drift(now, "another inventory")
        .hasMessageContaining("my.lock.json")
        .hasMessageContaining("kubespray: v2.31.0 -> v2.31.1")
        .hasMessageContaining("inventory: " + Locks.sha256("inventory"))
        .hasMessageContaining("file dl.k8s.io/v1.33.10/kubelet: not in the lock")
        .hasMessageContaining("file dl.k8s.io/v1.33.9/kubelet: not called for any more")
        .hasMessageContaining("image quay.io/calico/node:v3.31.6: not in the lock")
        .hasMessageContaining("-Dkubespray.updateLock");
  }

  @Test
  void fileWithAnotherChecksum_isShownWithBoth() {
    Locks now =
        new Locks()
            .file("dl.k8s.io/v1.33.9/kubelet", "changed")
            .image("quay.io/calico/node:v3.31.5", "node");

    drift(now, "inventory")
        .hasMessageContaining(
            "file dl.k8s.io/v1.33.9/kubelet: %s -> %s"
                .formatted(Locks.sha256("kubelet"), Locks.sha256("changed")));
  }

  @Test
  void tagThatMoved_isShownWithBothDigests() {
    Lock brought =
        new Locks()
            .file("dl.k8s.io/v1.33.9/kubelet", "kubelet")
            .image("quay.io/calico/node:v3.31.5", "moved")
            .lock();

    assertThatThrownBy(() -> LockDrift.requireNone("my.lock.json", locked().lock(), brought))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "quay.io/calico/node: v3.31.5@%s -> v3.31.5@%s"
                .formatted(Locks.sha256("node"), Locks.sha256("moved")));
  }

  private static AbstractThrowableAssert<?, ?> drift(Locks now, String inventory) {
    return assertThatThrownBy(
            () ->
                LockDrift.requireNone(
                    "my.lock.json", locked().lock(), now.catalog(), Locks.sha256(inventory)))
        .isInstanceOf(InvalidInputException.class);
  }
}
