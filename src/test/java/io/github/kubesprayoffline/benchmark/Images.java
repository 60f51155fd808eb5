package io.github.kubesprayoffline.benchmark;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.ImagePuller;
import io.github.kubesprayoffline.image.ImagePusher;
import io.github.kubesprayoffline.image.ImageTarget;
import io.github.kubesprayoffline.image.LayoutFolder;
import io.github.kubesprayoffline.image.RegistryMirrors;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The processes that {@code benchmarks/images.sh} times: no Maven around them. */
final class Images {

  private static final int COUNT = 30;
  private static final int THREADS = 4;
  private static final int MIB = 1 << 20;

  private Images() {}

  /**
   * Runs one of {@code corpus <registry> <work folder>}, {@code pull <registry> <store> <layout>},
   * {@code push <layout> <registry>}.
   */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "corpus" -> corpus(arguments[1], Path.of(arguments[2]));
      case "pull" -> pull(arguments[1], Path.of(arguments[2]), Path.of(arguments[3]));
      case "push" -> push(Path.of(arguments[1]), arguments[2]);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Thirty images of two platforms on three bases, about 1 GB as one platform and index go. */
  private static void corpus(String registry, Path work) {
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
      try (FakeRegistry source = FakeRegistry.start()) {
        String name = "project%d/image%02d:v1".formatted(i % 5, i);
        source.push(name, (i % 2 == 0 ? image.docker() : image).build());
        pull(source.host(), work.resolve("store"), work.resolve("layout"), List.of(name));
        push(work.resolve("layout"), registry);
      }
    }
  }

  private static void pull(String registry, Path store, Path layout) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      names.add("project%d/image%02d:v1".formatted(i % 5, i));
    }
    pull(registry, store, layout, names);
  }

  private static void pull(String registry, Path folder, Path layout, List<String> names) {
    Store store = Store.open(folder);
    List<ImagePin> pins =
        names.stream()
            .map(name -> ImageReference.parse(registry + "/" + name))
            .map(ref -> new ImagePin(ref, platforms(), null))
            .toList();
    new ImagePuller(
            registries(),
            RegistryMirrors.parse(List.of()),
            store,
            new Transfers(store, HttpSettings.DEFAULT.retry()),
            THREADS)
        .pull(pins, layout);
  }

  private static void push(Path layout, String registry) {
    new ImagePusher(registries(), Progress.NONE, THREADS)
        .push(LayoutFolder.open(layout, THREADS), ImageTarget.parse(registry, ImagePath.STRIP));
  }

  private static List<Platform> platforms() {
    return List.of(Platform.linux("amd64"), Platform.linux("arm64"));
  }

  private static Registries registries() {
    return new Registries(
        new HttpTransport(HttpSettings.DEFAULT.withInsecureHosts(Set.of("127.0.0.1"))),
        Logins.none());
  }
}
