package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processes that {@code benchmarks/bundle.sh} times: {@code lock <folder>} makes a lock of the
 * files in {@code files/} and an image of each layer in {@code layers/}; {@code write <folder>} and
 * {@code verify <archive>} are what they say; {@code delta <folder>} writes what the folder {@code
 * old} beside it lacks.
 */
public final class BundleBenchmark {

  private BundleBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "lock" -> Files.write(path.resolve("lock.json"), LockJson.write(lock(path)));
      case "write" -> write(path);
      case "delta" -> delta(path);
      case "verify" -> BundleVerifier.verify(path).requireSound();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void write(Path folder) {
    new BundleWriter(BundleFormat.TAR_ZST).write(contents(folder), folder.resolve("out"));
  }

  private static void delta(Path folder) {
    Lock old = Bundle.readLock(folder.resolveSibling("old/lock.json"));
    new BundleWriter(BundleFormat.TAR_ZST).writeDelta(contents(folder), old, folder.resolve("out"));
  }

  private static BundleContents contents(Path folder) {
    return new BundleContents(
        "release",
        Instant.EPOCH,
        LockJson.read(folder.resolve("lock.json")),
        folder.resolve("source"),
        folder,
        ImagePath.STRIP,
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static Lock lock(Path folder) throws IOException {
    List<LockedFile> files = new ArrayList<>();
    for (Path file : list(folder.resolve("files"))) {
      String name = file.getFileName().toString();
      Checksum sha256 = sha256(file);
      files.add(new LockedFile("https://h/" + name, "h/" + name, sha256, sha256, Files.size(file)));
      Path place = folder.resolve("files/h").resolve(name);
      Files.createDirectories(place.getParent());
      Files.move(file, place);
    }
    List<LockedImage> images = new ArrayList<>();
    for (Path layer : list(folder.resolve("layers"))) {
      images.add(image(folder, layer));
    }
    Path source = Files.writeString(folder.resolve("source"), "no tree");
    return new Lock(
        new KubesprayRelease("v0", "none", sha256(source)),
        Files.size(source),
        InventoryDigest.of(new TreeMap<>()),
        List.of("amd64"),
        Scope.ENABLED,
        files,
        images);
  }

  private static LockedImage image(Path folder, Path layer) throws IOException {
    TreeMap<Checksum, Long> blobs = new TreeMap<>();
    Checksum digest = keep(folder, layer, blobs);
    Path config = Files.writeString(folder.resolve("config"), "{}");
    Checksum configDigest = keep(folder, config, blobs);
    String json =
        "{\"config\": {\"digest\": \"%s\", \"size\": 2}, \"layers\": [{\"digest\": \"%s\", \"size\": %d}]}"
            .formatted(configDigest, digest, blobs.get(digest));
    Path manifest = Files.writeString(folder.resolve("manifest"), json, StandardCharsets.UTF_8);
    Checksum top = keep(folder, manifest, blobs);
    return new LockedImage(
        ImageReference.parse("example.com/image:" + layer.getFileName()),
        top,
        "application/vnd.oci.image.manifest.v1+json",
        new TreeMap<>(Map.of(Platform.linux("amd64"), top)),
        blobs);
  }

  private static Checksum keep(Path folder, Path file, Map<Checksum, Long> blobs)
      throws IOException {
    Checksum digest = sha256(file);
    Path place = folder.resolve(BundleLayout.blob(digest));
    Files.createDirectories(place.getParent());
    blobs.put(digest, Files.size(file));
    Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
    return digest;
  }

  private static Checksum sha256(Path file) throws IOException {
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return Checksum.of(Checksum.Algorithm.SHA256, digest);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
