package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.BundleHeader;
import io.github.kubesprayoffline.bundle.read.BundleItem;
import io.github.kubesprayoffline.bundle.read.BundleReader;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Partial;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Brings what an archive holds into the store, as far as the store does not have it yet. */
final class ServedArchive {

  private final Bundle bundle;
  private final Store store;
  private final Consumer<String> log;
  private final Map<Checksum, Content> contents = new HashMap<>();
  private final SortedMap<Checksum, BundleHeader.Content> missing = new TreeMap<>();

  ServedArchive(Bundle bundle, Store store, Consumer<String> log) {
    this.bundle = bundle;
    this.store = store;
    this.log = log;
  }

  /**
   * Where each content lies in the store.
   *
   * @throws IntegrityException if a content is missing in the archive, or damaged
   */
  Map<Checksum, Content> contents() throws IOException {
    for (var locked : bundle.header().contents().entrySet()) {
      Optional<Blob> blob = store.find(locked.getKey());
      if (blob.isPresent()) {
        contents.put(locked.getKey(), Content.open(locked.getKey(), blob.get().path()));
      } else {
        missing.put(locked.getKey(), locked.getValue());
      }
    }
    if (!missing.isEmpty()) {
      sayWhatIsMissing();
      try (BundleReader reader = bundle.readWhole()) {
        admitMissing(reader);
      }
    }
    return contents;
  }

  private void admitMissing(BundleReader reader) throws IOException {
    while (!missing.isEmpty()) {
      BundleItem item = reader.next();
      if (item == null) {
        throw lacking();
      }
      Checksum sha256 = bundle.header().sums().get(item.path());
      if (sha256 != null && item.linkTarget().isEmpty() && missing.containsKey(sha256)) {
        admit(sha256, item);
      }
    }
  }

  private void sayWhatIsMissing() {
    long bytes = missing.values().stream().mapToLong(BundleHeader.Content::size).sum();
    log.accept(
        "Unpacking %d contents, %d bytes, of %s into the store %s"
            .formatted(missing.size(), bytes, bundle.path(), store.root()));
  }

  private void admit(Checksum sha256, BundleItem item) throws IOException {
    BundleHeader.Content wanted = missing.remove(sha256);
    if (item.size() != wanted.size()) {
      throw new IntegrityException(
          "%s: %s has %d bytes, the lock says %d"
              .formatted(bundle.path(), item.path(), item.size(), wanted.size()));
    }
    try {
      Blob blob =
          store.exclusively(sha256.toString(), () -> write(sha256, item.path(), item.content()));
      contents.put(sha256, Content.open(sha256, blob.path()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Blob write(Checksum sha256, String path, InputStream content) {
    try (Partial partial = store.partial(sha256.toString(), Set.of())) {
      partial.restart();
      partial.writeAll(content);
      return admitted(partial, sha256, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Blob admitted(Partial partial, Checksum sha256, String path) {
    try {
      return partial.admit(sha256);
    } catch (IntegrityException e) {
      partial.restart();
      throw new IntegrityException(
          "%s is damaged: %s: %s. Bring it here again."
              .formatted(bundle.path(), path, e.getMessage()));
    }
  }

  private IntegrityException lacking() {
    return new IntegrityException(
        "%s lacks %d contents that its lock names, such as %s. Bring it here again."
            .formatted(bundle.path(), missing.size(), missing.values().iterator().next().path()));
  }
}
