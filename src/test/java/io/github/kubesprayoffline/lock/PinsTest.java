package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PinsTest {

  private static final Checksum ONE = sha256("one");
  private static final Checksum TWO = sha256("two");
  private static final String KUBELET = "https://dl.k8s.io/kubelet";
  private static final ImageReference PAUSE = ImageReference.parse("registry.k8s.io/pause:3.10");

  @Test
  void entriesWithTheSamePath_areOneFile() {
    Pins pins =
        Pins.of(
            catalog(
                List.of(file("kubelet", KUBELET, true, null), file("again", KUBELET, true, ONE)),
                List.of()),
            Optional.empty());

    assertThat(pins.files())
        .containsExactly(
            new FilePin(KUBELET, "dl.k8s.io/kubelet", ONE, List.of("again", "kubelet")));
  }

  @Test
  void unselectedEntries_areLeftOut() {
    Pins pins =
        Pins.of(
            catalog(
                List.of(file("kubelet", KUBELET, false, ONE)),
                List.of(new ImageEntry("pause", "amd64", false, PAUSE, null))),
            Optional.empty());

    assertThat(pins).isEqualTo(new Pins(List.of(), List.of()));
  }

  @Test
  void twoChecksumsForOnePath_areRefusedWithBothEntriesNamed() {
    Catalog catalog =
        catalog(
            List.of(file("kubelet", KUBELET, true, ONE), file("again", KUBELET, true, TWO)),
            List.of());

    assertThatThrownBy(() -> Pins.of(catalog, Optional.empty()))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("dl.k8s.io/kubelet")
        .hasMessageContaining(ONE + " (kubelet)")
        .hasMessageContaining(TWO + " (again)");
  }

  @Test
  void twoUrlsForOnePath_areRefused() {
    Catalog catalog =
        catalog(
            List.of(
                file("kubelet", KUBELET, true, ONE),
                file("again", KUBELET.replace("https", "http"), true, ONE)),
            List.of());

    assertThatThrownBy(() -> Pins.of(catalog, Optional.empty()))
        .hasMessageContaining("https://dl.k8s.io/kubelet (kubelet)")
        .hasMessageContaining("http://dl.k8s.io/kubelet (again)");
  }

  @Test
  void platformsOfOneImage_areJoined() {
    Pins pins =
        Pins.of(
            catalog(
                List.of(),
                List.of(
                    new ImageEntry("pause", "arm64", true, PAUSE, null),
                    new ImageEntry("pause", "amd64", true, PAUSE, null))),
            Optional.empty());

    assertThat(pins.images())
        .containsExactly(
            new ImagePin(PAUSE, List.of(Platform.linux("amd64"), Platform.linux("arm64")), null));
  }

  @Test
  void whatOnlyTheLockKnows_isFilledIn() {
    Lock lock =
        lock(
            List.of(new LockedFile(KUBELET, "dl.k8s.io/kubelet", null, TWO, 3)),
            List.of(lockedImage(PAUSE, ONE)));

    Pins pins =
        Pins.of(
            catalog(
                List.of(file("kubelet", KUBELET, true, null)),
                List.of(new ImageEntry("pause", "amd64", true, PAUSE, null))),
            Optional.of(lock));

    assertThat(pins.files().get(0).checksum()).isEqualTo(TWO);
    assertThat(pins.images().get(0).digest()).isEqualTo(ONE);
  }

  @Test
  void whatKubespraySays_isNotReplacedByTheLock() {
    Lock lock = lock(List.of(new LockedFile(KUBELET, "dl.k8s.io/kubelet", ONE, TWO, 3)), List.of());

    Pins pins =
        Pins.of(
            catalog(List.of(file("kubelet", KUBELET, true, ONE)), List.of()), Optional.of(lock));

    assertThat(pins.files().get(0).checksum()).isEqualTo(ONE);
  }

  private static FileEntry file(
      String id, String url, boolean selected, @Nullable Checksum checksum) {
    String path = url.replaceFirst("^https?://", "");
    return new FileEntry(id, "amd64", selected, url, path, checksum, "", List.of());
  }

  private static LockedImage lockedImage(ImageReference ref, Checksum digest) {
    return new LockedImage(
        ref,
        digest,
        "application/vnd.oci.image.manifest.v1+json",
        new TreeMap<>(),
        new TreeMap<>(java.util.Map.of(digest, 7L)));
  }

  private static Lock lock(List<LockedFile> files, List<LockedImage> images) {
    return new Lock(
        new KubesprayRelease("v1", "source", ONE),
        1,
        TWO,
        List.of("amd64"),
        Scope.ENABLED,
        files,
        images);
  }

  private static Catalog catalog(List<FileEntry> files, List<ImageEntry> images) {
    return new Catalog(
        new KubesprayRelease("v1", "source", ONE),
        List.of("amd64"),
        Scope.ENABLED,
        files,
        images,
        List.of());
  }

  private static Checksum sha256(String text) {
    return Checksum.sha256Of(text.getBytes(StandardCharsets.UTF_8));
  }
}
