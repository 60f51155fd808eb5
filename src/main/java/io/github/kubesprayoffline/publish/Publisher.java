package io.github.kubesprayoffline.publish;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Buckets;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.lock.LockedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts files where a file server serves them from, under the paths that Kubespray's URLs want. What
 * is there already, by the checksums that the last run has left beside it, is not sent again.
 */
public final class Publisher {

  /** The checksums of all that was published, in the form of {@code sha256sum}. */
  static final String SUMS = "SHA256SUMS";

  private static final int HEX = 64;

  private final FileStorage storage;

  Publisher(FileStorage storage) {
    this.storage = storage;
  }

  /**
   * A publisher to a place.
   *
   * @param place {@code file:}, {@code gs:} or the URI of any file system that Java has a provider
   *     for; or an {@code http(s):} URL that takes files by PUT
   * @throws InvalidInputException if it is none of these
   */
  public static Publisher to(String place, HttpTransport transport) {
    URI uri = uri(place);
    return new Publisher(storage(uri, transport));
  }

  private static FileStorage storage(URI uri, HttpTransport transport) {
    if (uri.getScheme().startsWith("http")) {
      return new HttpStorage(transport, uri);
    }
    return uri.getScheme().equalsIgnoreCase("gs")
        ? new GcsStorage(Buckets.ofThisMachine(), uri)
        : FileSystemStorage.of(uri);
  }

  private static URI uri(String place) {
    try {
      URI uri = URI.create(place);
      if (uri.getScheme() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("'%s' is not a URI: %s".formatted(place, e.getMessage()), e);
    }
    throw new InvalidInputException(
        "'%s' has no scheme: write file:///srv/files, gs://bucket/files or https://nexus/files"
            .formatted(place));
  }

  /**
   * Publishes the files.
   *
   * @param folder holds them under their paths
   * @throws TransferException naming the file that could not be written
   */
  public Published publish(List<LockedFile> files, Path folder) {
    SortedMap<String, String> published = readSums();
    Published report = Published.NOTHING;
    for (LockedFile file : files) {
      if (isThere(file, published)) {
        report = report.withUnchanged();
      } else {
        write(file.path(), folder.resolve(file.path()));
        published.put(file.path(), file.sha256().hex());
        report = report.withSent(file.size());
      }
    }
    writeSums(published);
    return report;
  }

  private boolean isThere(LockedFile file, SortedMap<String, String> published) {
    if (!file.sha256().hex().equals(published.get(file.path()))) {
      return false;
    }
    try {
      return storage.size(file.path()).equals(OptionalLong.of(file.size()));
    } catch (IOException e) {
      throw failed("read", file.path(), e);
    }
  }

  private SortedMap<String, String> readSums() {
    SortedMap<String, String> sums = new TreeMap<>();
    try {
      String text = storage.read(SUMS).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
      text.lines()
          .filter(line -> line.length() > HEX + 2)
          .forEach(line -> sums.put(line.substring(HEX + 2), line.substring(0, HEX)));
      return sums;
    } catch (IOException e) {
      throw failed("read", SUMS, e);
    }
  }

  private void writeSums(SortedMap<String, String> sums) {
    StringBuilder text = new StringBuilder();
    sums.forEach((path, hex) -> text.append(hex).append("  ").append(path).append('\n'));
    try {
      Path file = Files.createTempFile("kubespray-offline", ".sums");
      try {
        Files.writeString(file, text);
        write(SUMS, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw failed("write", SUMS, e);
    }
  }

  private void write(String path, Path content) {
    try {
      storage.write(path, content);
    } catch (IOException e) {
      throw failed("write", path, e);
    }
  }

  private TransferException failed(String what, String path, IOException e) {
    return new TransferException(
        "Cannot %s %s at %s: %s. What was published so far stays; run publish again."
            .formatted(what, path, storage.name(), e),
        e);
  }
}
