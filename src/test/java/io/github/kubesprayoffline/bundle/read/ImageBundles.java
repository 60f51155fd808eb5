package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.BundleContents;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.pull.ImagePuller;
import io.github.kubesprayoffline.image.pull.RegistryMirrors;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Makes bundles of nothing but images, which it pulls for linux/amd64 and linux/arm64. */
final class ImageBundles {

  private final Path folder;
  private final FakeRegistry upstream;
  private final Registries registries;

  ImageBundles(Path folder, FakeRegistry upstream, Registries registries) {
    this.folder = folder;
    this.upstream = upstream;
    this.registries = registries;
  }

  /** Writes one. */
  Path write(BundleFormat format, String... names) throws IOException {
    return new BundleWriter(format).write(contents(names), folder).file();
  }

  /** What is in one, with the images of those names at the upstream registry. */
  BundleContents contents(String... names) throws IOException {
    Path source = Files.write(folder.resolve("source.tar.gz"), TestImages.layer("tree", 500));
    Lock lock =
        new Lock(
            new KubesprayRelease("v2.31.0", "here", Checksum.sha256Of(Files.readAllBytes(source))),
            Files.size(source),
            InventoryDigest.of(new TreeMap<>()),
            List.of("amd64", "arm64"),
            Scope.ENABLED,
            List.of(),
            pulled(names));
    return new BundleContents(
        "release-1",
        Instant.parse("2026-01-02T03:04:05Z"),
        lock,
        source,
        folder,
        ImagePath.STRIP,
        new TreeMap<>(),
        new TreeMap<>());
  }

  private List<LockedImage> pulled(String... names) {
    Store store = Store.open(folder.resolve("store"));
    List<ImagePin> pins =
        java.util.Arrays.stream(names)
            .map(name -> ImageReference.parse(upstream.host() + "/" + name))
            .map(
                ref ->
                    new ImagePin(
                        ref, List.of(Platform.linux("amd64"), Platform.linux("arm64")), null))
            .toList();
    return new ImagePuller(
            registries,
            RegistryMirrors.parse(List.of()),
            store,
            new Transfers(store, RetryPolicy.NEVER),
            Progress.NONE,
            4)
        .pull(pins, folder.resolve("images"));
  }
}
