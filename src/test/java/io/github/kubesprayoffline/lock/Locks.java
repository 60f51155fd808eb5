package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds locks, and the catalogs that they were made of. */
final class Locks {

  private final List<LockedFile> files = new ArrayList<>();
  private final List<LockedImage> images = new ArrayList<>();
  private String version = "v2.31.0";
  private String inventory = "inventory";

  static Checksum sha256(String text) {
    return Checksum.sha256Of(text.getBytes(StandardCharsets.UTF_8));
  }

  Locks version(String version) {
    this.version = version;
    return this;
  }

  Locks inventory(String inventory) {
    this.inventory = inventory;
    return this;
  }

  Locks file(String path, String content) {
    Checksum sha256 = sha256(content);
    files.add(new LockedFile("https://" + path, path, sha256, sha256, content.length()));
    return this;
  }

  /** A file that Kubespray has no checksum for. */
  Locks trusted(String path, String content) {
    files.add(new LockedFile("https://" + path, path, null, sha256(content), content.length()));
    return this;
  }

  Locks image(String ref, String content) {
    Checksum digest = sha256(content);
    images.add(
        new LockedImage(
            ImageReference.parse(ref),
            digest,
            "application/vnd.oci.image.manifest.v1+json",
            new TreeMap<>(Map.of(Platform.linux("amd64"), digest)),
            new TreeMap<>(Map.of(digest, (long) content.length(), sha256("shared layer"), 12L))));
    return this;
  }

  Lock lock() {
    return new Lock(
        release(), 100, sha256(inventory), List.of("amd64"), Scope.ENABLED, files, images);
  }

  Catalog catalog() {
    return new Catalog(
        release(),
        List.of("amd64"),
        Scope.ENABLED,
        files.stream()
            .map(
                file ->
                    new FileEntry(
                        file.path(),
                        "amd64",
                        true,
                        file.url(),
                        file.path(),
                        file.checksum(),
                        "",
                        List.of()))
            .toList(),
        images.stream()
            .map(image -> new ImageEntry(image.ref() + "", "amd64", true, image.ref(), null))
            .toList(),
        List.of());
  }

  private KubesprayRelease release() {
    return new KubesprayRelease(version, "source", sha256(version));
  }
}
