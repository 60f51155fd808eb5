package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small release with everything that a large one has, laid out in a folder. */
public final class SampleBundle {

  static final String NAME = "release-1.0";
  static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final Path folder;
  private final List<LockedFile> files = new ArrayList<>();
  private final List<LockedImage> images = new ArrayList<>();
  private final TreeMap<String, byte[]> inventory = new TreeMap<>();
  private final TreeMap<String, byte[]> generated = new TreeMap<>();

  private SampleBundle(Path folder) {
    this.folder = folder;
    inventory.put("inventory.ini", bytes("[kube_node]\nnode1\n"));
    inventory.put("group_vars/all/all.yml", bytes("kube_version: 1.33.9\n"));
  }

  /** Files that compress and files that do not, images that share a layer, an odd long path. */
  public static SampleBundle in(Path folder) {
    return in(folder, 1_100_000);
  }

  /** The same with little in its files, so that most of it is structure. */
  public static SampleBundle small(Path folder) {
    return in(folder, 20_000);
  }

  private static SampleBundle in(Path folder, int size) {
    byte[] base = TestImages.layer("base", 3000);
    return empty(folder)
        .file(
            "dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl", "kubectl ".repeat(size / 8 + 2500))
        .file("get.helm.sh/helm-v3.18.4-linux-amd64.tar.gz", TestImages.layer("helm", size))
        .file("github.com/a~b/c+d/" + "long-".repeat(30) + "/e f@1.0.tgz", "tgz")
        .image("quay.io/calico/node:v3.31.5", TestImages.named("node").on(base).build(), "amd64")
        .image("quay.io/calico/cni:v3.31.5", TestImages.named("cni").on(base).build(), "amd64")
        .image(
            "docker.io/flannel/flannel:v0.27",
            TestImages.named("flannel").docker().build(),
            "amd64")
        .wholeImage("ghcr.io/kube-vip/kube-vip:v1.0", TestImages.named("vip").attested().build())
        .image(
            "registry.k8s.io/pause:3.10",
            TestImages.named("pause").docker().buildSingle(),
            "amd64");
  }

  /** Without anything yet. */
  public static SampleBundle empty(Path folder) {
    return new SampleBundle(folder);
  }

  /** Adds a file. */
  public SampleBundle file(String path, String content) {
    return file(path, bytes(content));
  }

  /** Adds a file. */
  public SampleBundle file(String path, byte[] content) {
    write("files/" + path, content);
    String url = "https://" + path.replace(" ", "%20");
    Checksum sha256 = Checksum.sha256Of(content);
    files.add(new LockedFile(url, path, sha256, sha256, content.length));
    return this;
  }

  /** Only the platforms of these architectures are kept, as a build keeps them. */
  public SampleBundle image(String ref, TestImage image, String... architectures) {
    TreeMap<Platform, Checksum> manifests = new TreeMap<>();
    TreeMap<Checksum, Long> blobs = new TreeMap<>();
    keep(image.top().bytes(), blobs);
    for (String architecture : architectures) {
      Platform platform = Platform.linux(architecture);
      byte[] manifest = image.platforms().get(platform).bytes();
      manifests.put(platform, Checksum.sha256Of(manifest));
      keep(manifest, blobs);
      String text = new String(manifest, StandardCharsets.UTF_8);
      image
          .blobs()
          .forEach(
              (digest, content) -> {
                if (text.contains(digest.hex())) {
                  keep(content, blobs);
                }
              });
    }
    images.add(
        new LockedImage(
            ImageReference.parse(ref), image.digest(), image.top().mediaType(), manifests, blobs));
    return this;
  }

  /** With all platforms, and whatever else the image has. */
  SampleBundle wholeImage(String ref, TestImage image) {
    TreeMap<Platform, Checksum> manifests = new TreeMap<>();
    TreeMap<Checksum, Long> blobs = new TreeMap<>();
    image.platforms().forEach((platform, manifest) -> manifests.put(platform, manifest.digest()));
    image.documents().values().forEach(document -> keep(document.bytes(), blobs));
    image.blobs().values().forEach(blob -> keep(blob, blobs));
    images.add(
        new LockedImage(
            ImageReference.parse(ref), image.digest(), image.top().mediaType(), manifests, blobs));
    return this;
  }

  SampleBundle generated(String path, String content) {
    generated.put(path, bytes(content));
    return this;
  }

  /** What the writer takes. */
  public BundleContents contents() {
    return contents(ImagePath.STRIP);
  }

  /** The same, with the names of the registry's tree. */
  public BundleContents contents(ImagePath imagePath) {
    generated.put("catalog.json", CatalogJson.write(catalog()));
    return new BundleContents(
        NAME, TIME, lock(), source(), folder, imagePath, inventory, generated);
  }

  /** What it is made of. */
  public Lock lock() {
    byte[] source = read(source());
    return new Lock(
        new KubesprayRelease(
            "v2.31.0", "https://example.com/v2.31.0.tar.gz", Checksum.sha256Of(source)),
        source.length,
        InventoryDigest.of(inventory),
        List.of("amd64"),
        Scope.ENABLED,
        files,
        images);
  }

  private Catalog catalog() {
    List<ImageEntry> entries = new ArrayList<>();
    for (LockedImage image : images) {
      for (Platform platform : image.manifests().keySet()) {
        entries.add(
            new ImageEntry(
                image.ref().repository(), platform.architecture(), true, image.ref(), null));
      }
    }
    return new Catalog(
        lock().kubespray(),
        List.of("amd64"),
        Scope.ENABLED,
        files.stream().map(SampleBundle::entry).toList(),
        entries,
        List.of());
  }

  private static FileEntry entry(LockedFile file) {
    return new FileEntry(
        file.path(),
        "amd64",
        true,
        file.url(),
        file.path(),
        file.checksum(),
        "",
        List.of("kube_node"));
  }

  private Path source() {
    return write("source.tar.gz", TestImages.layer("kubespray", 2000));
  }

  private void keep(byte[] content, SortedMap<Checksum, Long> blobs) {
    Checksum digest = Checksum.sha256Of(content);
    blobs.put(digest, (long) content.length);
    write("images/blobs/sha256/" + digest.hex(), content);
  }

  private Path write(String path, byte[] content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
