package io.github.kubesprayoffline.publish;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.transport.Buckets;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ChecksumLines;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.VerifiedStream;
import io.github.kubesprayoffline.lock.LockedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Puts files where a file server serves them from, under the paths that Kubespray's URLs want. What
 * is there already, by the checksums that the last run has left beside it, is not sent again.
 */
public final class Publisher {

  /** The checksums of all that was published, in the form of {@code sha256sum}. */
  static final String SUMS = "SHA256SUMS";

  private static final String NEXT_STEP =
      "Run the goal verify on the bundle, and bring it here again.";

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
   * @throws IntegrityException naming a file that is not what the lock says; it is not published
   * @throws TransferException naming the file that could not be written
   */
  public Published publish(List<LockedFile> files, Path folder) {
    files.forEach(Publisher::requireBesideTheSums);
    Root root = new Root(folder);
    SortedMap<String, Checksum> published = readSums();
    Published report = Published.NOTHING;
    for (LockedFile file : files) {
      if (isThere(file, published)) {
        report = report.withUnchanged();
      } else {
        write(file.path(), verified(file, root));
        published.put(file.path(), file.sha256());
        report = report.withSent(file.size());
      }
    }
    writeSums(published);
    return report;
  }

  private static void requireBesideTheSums(LockedFile file) {
    if (file.path().split("/", 2)[0].equalsIgnoreCase(SUMS)) {
      throw new InvalidInputException(
          "%s cannot be published: %s is where the checksums are".formatted(file.path(), SUMS));
    }
  }

  private static BodySource verified(LockedFile file, Root root) {
    VerifiedStream.Expected expected =
        new VerifiedStream.Expected(file.path(), file.sha256(), file.size(), NEXT_STEP);
    return BodySource.of(file.size(), () -> new VerifiedStream(root.open(file.path()), expected));
  }

  private boolean isThere(LockedFile file, SortedMap<String, Checksum> published) {
    if (!file.sha256().equals(published.get(file.path()))) {
      return false;
    }
    try {
      return storage.size(file.path()).equals(OptionalLong.of(file.size()));
    } catch (IOException e) {
      throw failed("read", file.path(), e);
    }
  }

  private SortedMap<String, Checksum> readSums() {
    try {
      return ChecksumLines.read(
          SUMS + " at " + storage.name(), storage.read(SUMS).orElse(new byte[0]));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "%s. Mend or delete it there; then all is published again".formatted(e.getMessage()), e);
    } catch (IOException e) {
      throw failed("read", SUMS, e);
    }
  }

  private void writeSums(SortedMap<String, Checksum> sums) {
    write(SUMS, BodySource.of(ChecksumLines.write(sums)));
  }

  private void write(String path, BodySource content) {
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
