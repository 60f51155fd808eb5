package io.github.kubesprayoffline.benchmark;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.LayoutFolder;
import io.github.kubesprayoffline.image.pull.ImagePuller;
import io.github.kubesprayoffline.image.pull.RegistryMirrors;
import io.github.kubesprayoffline.image.push.ImagePusher;
import io.github.kubesprayoffline.image.push.ImageTarget;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Fills a registry for {@code benchmarks/images.sh}: thirty images of two platforms on three bases,
 * about 1 GB, half of them with Docker's media types. Prints their names.
 */
final class Images {

  private static final int COUNT = 30;
  private static final int THREADS = 4;
  private static final int MIB = 1 << 20;

  private final Registries registries =
      new Registries(
          new HttpTransport(HttpSettings.DEFAULT.withInsecureHosts(Set.of("127.0.0.1"))),
          Logins.none());
  private final String registry;
  private final Path work;

  private Images(String registry, Path work) {
    this.registry = registry;
    this.work = work;
  }

  /** Takes the registry's host and port, and a folder to work in. */
  public static void main(String[] arguments) {
    new Images(arguments[0], Path.of(arguments[1])).fill();
  }

  private void fill() {
    byte[][] bases = new byte[3][];
    for (int i = 0; i < bases.length; i++) {
      bases[i] = TestImages.layer("base " + i, 30 * MIB);
    }
    Random sizes = new Random(7);
    for (int i = 0; i < COUNT; i++) {
      TestImages image =
          TestImages.named("image " + i)
              .on(bases[i % bases.length])
              .layers(3, MIB * (2 + sizes.nextInt(6)));
      String name = "project%d/image%02d:v1".formatted(i % 5, i);
      try (FakeRegistry source = FakeRegistry.start()) {
        source.push(name, (i % 2 == 0 ? image.docker() : image).build());
        copy(source.host() + "/" + name);
      }
      System.out.println(name);
    }
  }

  private void copy(String ref) {
    Store store = Store.open(work.resolve("store"));
    Path layout = work.resolve("layout");
    ImagePin pin =
        new ImagePin(
            ImageReference.parse(ref),
            List.of(Platform.linux("amd64"), Platform.linux("arm64")),
            null);
    Transfers transfers = new Transfers(store, HttpSettings.DEFAULT.retry());
    new ImagePuller(
            registries, RegistryMirrors.parse(List.of()), store, transfers, Progress.NONE, THREADS)
        .pull(List.of(pin), layout);
    new ImagePusher(registries, Progress.NONE, THREADS)
        .push(LayoutFolder.open(layout, THREADS), ImageTarget.parse(registry, ImagePath.STRIP));
  }
}
