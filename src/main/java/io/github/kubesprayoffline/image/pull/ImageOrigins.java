package io.github.kubesprayoffline.image.pull;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.ImageBudget;
import io.github.kubesprayoffline.registry.Repository;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.HttpOrigin;
import io.github.kubesprayoffline.transfer.Item;
import io.github.kubesprayoffline.transfer.Origin;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One image: out of the store, or from the first of its repositories that has it. */
final class ImageOrigins implements ImageWalk.Content {

  private final ImagePin pin;
  private final List<Repository> repositories;
  private final Store store;
  private final Transfers transfers;
  private final Progress progress;
  private final boolean offline;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * One image's origins.
   *
   * @param repositories mirrors, and the original as the last
   * @param progress hears of each that fails while there is another to ask
   */
  ImageOrigins(
      ImagePin pin,
      List<Repository> repositories,
      Store store,
      Transfers transfers,
      Progress progress,
      boolean offline) {
    this.pin = pin;
    this.repositories = repositories;
    this.store = store;
    this.transfers = transfers;
    this.progress = progress;
    this.offline = offline;
  }

  /**
   * The document that the reference stands for.
   *
   * @throws IntegrityException if the tag stands for another one than was pinned, wherever it is
   *     asked for
   */
  Document top() {
    Checksum digest = offline ? known() : current();
    ImageBudget.requireStrong(pin.ref(), digest);
    Document document = manifest(digest, "");
    store.remember(refName(), digest);
    return document;
  }

  @Override
  public Document document(Descriptor descriptor) {
    return manifest(descriptor.digest(), descriptor.mediaType());
  }

  @Override
  public Document attestation(Descriptor descriptor) {
    Optional<byte[]> stored = intact(descriptor.digest());
    return stored.isPresent()
        ? Document.keep(name(descriptor.digest()), descriptor.mediaType(), stored.get())
        : stored(first(repository -> repository.listed(descriptor)));
  }

  @Override
  public byte[] config(Descriptor descriptor) {
    return read(bring(descriptor, "config"));
  }

  /** A config or a layer. */
  Blob bring(Descriptor descriptor, String what) {
    List<Origin> origins =
        repositories.stream().map(repository -> origin(repository, descriptor.digest())).toList();
    return transfers.bring(
        new Item(
            pin.ref() + " " + what,
            Optional.of(descriptor.digest()),
            OptionalLong.of(descriptor.size()),
            origins));
  }

  private static Origin origin(Repository repository, Checksum digest) {
    return new HttpOrigin(
        repository.blobUri(digest), headers -> repository.openBlob(digest, headers));
  }

  private Checksum known() {
    return pinned()
        .or(() -> store.resolve(refName()))
        .orElseThrow(
            () ->
                new TransferException("%s was never pulled into this store.".formatted(pin.ref())));
  }

  private Checksum current() {
    ImageReference ref = pin.ref();
    if (ref.digest().isPresent()) {
      return ref.digest().get();
    }
    try {
      return first(
          repository ->
              repository.digestOf(ref.tag()).map(found -> requirePinned(repository, found)));
    } catch (TransferException e) {
      // What is pinned can be had by its digest, even if its tag is gone.
      return pinned().orElseThrow(() -> e);
    }
  }

  private Checksum requirePinned(Repository repository, Checksum found) {
    if (pin.digest() != null && !pin.digest().equals(found)) {
      throw IntegrityException.mismatch(
          repository.name() + ":" + pin.ref().tag(),
          found,
          pin.digest(),
          "The tag has moved, or this mirror is out of date: look why, then update the lock or the mirror.");
    }
    return found;
  }

  private Optional<Checksum> pinned() {
    return pin.ref().digest().or(() -> Optional.ofNullable(pin.digest()));
  }

  private Document manifest(Checksum digest, String mediaType) {
    Optional<byte[]> stored = intact(digest);
    return stored.isPresent()
        ? Document.parse(name(digest), mediaType, stored.get())
        : stored(first(repository -> repository.manifest(digest.toString())));
  }

  /** What the store has, unless the disk lost bits of it: then it is fetched again, at once. */
  private Optional<byte[]> intact(Checksum digest) {
    Optional<Blob> blob = store.find(digest);
    Optional<byte[]> bytes = blob.map(this::read);
    if (bytes.filter(them -> !Checksum.of(digest.algorithm(), them).equals(digest)).isPresent()) {
      Store.suspect(blob.orElseThrow().path());
      return store.find(digest).map(this::read);
    }
    return bytes;
  }

  private Document stored(Document document) {
    store.put(document.bytes());
    return document;
  }

  private String name(Checksum digest) {
    return pin.ref() + "@" + digest;
  }

  /** The first answer; if there is none, what each of them said instead. */
  private <T> T first(Function<Repository, Optional<T>> question) {
    List<OfflineException> failures = new ArrayList<>();
    for (Iterator<Repository> left = repositories.iterator(); left.hasNext(); ) {
      Repository repository = left.next();
      try {
        Optional<T> answer = question.apply(repository);
        if (answer.isPresent()) {
          return answer.get();
        }
        failures.add(absentFrom(repository));
      } catch (OfflineException e) {
        failures.add(e);
        if (left.hasNext()) {
          tell(repository, e);
        }
      }
    }
    throw failures.size() == 1 ? failures.get(0) : joined(failures);
  }

  /** A mirror that lacks an image is nothing to tell of; one that is out of order is, once. */
  private void tell(Repository repository, OfflineException failure) {
    if (!offline && told.add(repository.name())) {
      progress.retrying(pin.ref().toString(), failure.oneLine() + " The next registry is asked.");
    }
  }

  private TransferException absentFrom(Repository repository) {
    return new TransferException(
        ("%s does not have %s. "
                + "Check the reference, or name a mirror with -Dkubespray.registryMirrors=…")
            .formatted(repository.name(), pin.ref()));
  }

  private OfflineException joined(List<OfflineException> failures) {
    Lines message = Lines.of(pin.ref() + " was not found in any registry:");
    failures.forEach(message::detail);
    OfflineException all =
        failures.stream().anyMatch(IntegrityException.class::isInstance)
            ? new IntegrityException(message)
            : new TransferException(message, null);
    failures.forEach(all::addSuppressed);
    return all;
  }

  private byte[] read(Blob blob) {
    try {
      return SmallFile.read(blob.path(), ImageBudget.MOST_BYTES);
    } catch (IOException e) {
      throw new OfflineException("%s cannot be read: %s".formatted(blob.path(), e), e);
    }
  }

  private String refName() {
    return "image " + pin.ref();
  }
}
