package io.github.kubesprayoffline.image.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Builds layers with jib, on nothing, and puts them into the store. The base's own layers never
 * pass through jib, which would fetch them by itself and write its manifest anew.
 */
final class JibLayers {

  /**
   * A gzipped layer in the store.
   *
   * @param diffId the checksum of what it unpacks to
   */
  record Layer(Checksum digest, long size, Checksum diffId) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Store store;
  private final Path work;

  JibLayers(Store store, Path work) {
    this.store = store;
    this.work = work;
  }

  /** All that is in a folder, owned by root, with no times and modes of this machine. */
  static FileEntriesLayer contents(String name, Path folder, String target) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(path -> !path.equals(folder)).sorted().toList();
    }
    for (Path file : files) {
      boolean executable = Files.isDirectory(file) || Files.isExecutable(file);
      layer.addEntry(
          file,
          AbsoluteUnixPath.get(target).resolve(folder.relativize(file).toString()),
          FilePermissions.fromOctalString(executable ? "755" : "644"));
    }
    return layer.build();
  }

  List<Layer> build(List<FileEntriesLayer> contents) throws IOException {
    Path tar = work.resolve("layers.tar");
    try {
      Jib.fromScratch()
          .setFileEntriesLayers(contents)
          .setCreationTime(Instant.EPOCH)
          .containerize(
              Containerizer.to(TarImage.at(tar).named("layers"))
                  .setOfflineMode(true)
                  .setBaseImageLayersCache(work.resolve("base"))
                  .setApplicationLayersCache(work.resolve("layers")));
    } catch (RegistryException
        | CacheDirectoryCreationException
        | ExecutionException
        | InvalidImageReferenceException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return admit(read(tar));
  }

  private List<Layer> admit(Map<String, byte[]> image) throws IOException {
    JsonNode manifest = JSON.readTree(image.get("manifest.json")).path(0);
    JsonNode config = JSON.readTree(image.get(manifest.path("Config").asText()));
    List<Layer> layers = new ArrayList<>();
    for (JsonNode file : manifest.path("Layers")) {
      Blob blob = store.put(image.get(file.asText()));
      String diffId = config.path("rootfs").path("diff_ids").path(layers.size()).asText();
      layers.add(new Layer(blob.sha256(), blob.size(), Checksum.parse(diffId)));
    }
    return layers;
  }

  /** A tree and an inventory are some ten megabytes. */
  private static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    return entries;
  }
}
