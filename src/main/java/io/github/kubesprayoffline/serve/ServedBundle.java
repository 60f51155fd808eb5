package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.BundleHeader;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A bundle whose contents lie verified on the disk, ready to be served. */
public final class ServedBundle {

  private final BundleHeader header;
  private final Map<Checksum, Content> contents;

  private ServedBundle(BundleHeader header, Map<Checksum, Content> contents) {
    this.header = header;
    this.contents = Map.copyOf(contents);
  }

  /**
   * Opens a bundle. An archive's contents go into the store where they are not there yet; an
   * unpacked folder is used as it lies, after all of it was hashed once. Either way nothing is
   * taken that is not as the lock has it, and a second time takes no time.
   *
   * @param bundle the archive, the first of its volumes, or the unpacked top folder
   * @param log what is told to the user meanwhile, a line each
   * @throws IntegrityException if a content is missing or damaged
   * @throws InvalidInputException if there is no bundle, or a delta
   */
  public static ServedBundle open(Path bundle, Store store, Consumer<String> log) {
    Bundle opened = Bundle.open(bundle);
    opened.requireNoUnpackedDelta();
    BundleHeader header = opened.header();
    try {
      return new ServedBundle(
          header,
          opened.isFolder()
              ? new ServedFolder(bundle, store, log).contents(header)
              : new ServedArchive(opened, store, log).contents());
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be read: %s. Run the goal verify on the bundle.".formatted(bundle, e), e);
    }
  }

  /** What is in it. */
  public Lock lock() {
    return header.lock();
  }

  BundleHeader header() {
    return header;
  }

  /** A content that the lock names. */
  Content content(Checksum sha256) {
    Content content = contents.get(sha256);
    if (content == null) {
      throw new IllegalArgumentException("the lock has no " + sha256);
    }
    return content;
  }
}
