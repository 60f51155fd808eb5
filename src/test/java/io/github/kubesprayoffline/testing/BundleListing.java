package io.github.kubesprayoffline.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a {@code tar.zst} holds, read by other means than those that wrote it.
 *
 * @param sizes in bytes, by path below the one top folder; 0 for a hard link
 * @param texts the content of small files
 */
public record BundleListing(SortedMap<String, Long> sizes, SortedMap<String, String> texts) {

  private static final int SMALL = 1 << 16;

  public BundleListing {
    sizes = Collections.unmodifiableSortedMap(sizes);
    texts = Collections.unmodifiableSortedMap(texts);
  }

  /** Lists a bundle. */
  public static BundleListing of(Path bundle) {
    SortedMap<String, Long> sizes = new TreeMap<>();
    SortedMap<String, String> texts = new TreeMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(bundle));
        TarArchiveInputStream tar = new TarArchiveInputStream(new ZstdInputStream(file))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (!entry.isDirectory()) {
          String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
          sizes.put(path, entry.getSize());
          if (entry.getSize() < SMALL) {
            texts.put(path, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
      return new BundleListing(sizes, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line per file that a person would look for, and per image. */
  public String text() {
    StringBuilder lines = new StringBuilder();
    sizes.forEach(
        (path, size) -> {
          if (!path.startsWith("registry/") && !path.startsWith("images/blobs/")) {
            lines.append("%10d  %s%n".formatted(size, path));
          }
        });
    images().forEach((ref, digest) -> lines.append("%s@%s%n".formatted(ref, digest)));
    return lines.toString();
  }

  /** The digest of each image of the layout, by reference. */
  public SortedMap<String, String> images() {
    SortedMap<String, String> images = new TreeMap<>();
    try {
      for (JsonNode image :
          new JsonMapper().readTree(texts.get("images/index.json")).get("manifests")) {
        String ref = image.get("annotations").get("org.opencontainers.image.ref.name").asText();
        images.put(ref, image.get("digest").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return images;
  }
}
