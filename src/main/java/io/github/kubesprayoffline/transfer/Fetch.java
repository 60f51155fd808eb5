package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Faults;
import io.github.kubesprayoffline.http.RetryRule;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Partial;
import io.github.kubesprayoffline.store.Store;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One item from one origin: as many stretches as it takes. */
final class Fetch {

  private static final int CHUNK = 1 << 16;

  private final Store store;
  private final RetryRule retry;
  private final Item item;
  private final Origin origin;
  private final List<Progress> listeners;

  Fetch(Store store, RetryRule retry, Item item, Origin origin, List<Progress> listeners) {
    this.store = store;
    this.retry = retry;
    this.item = item;
    this.origin = origin;
    this.listeners = listeners;
  }

  Blob run() {
    Set<Algorithm> algorithms =
        item.expected().stream().map(Checksum::algorithm).collect(Collectors.toSet());
    try (Partial partial = store.partial(item.key(), algorithms)) {
      boolean resumed = partial.length() > 0;
      complete(partial);
      try {
        return admit(partial);
      } catch (IntegrityException e) {
        partial.restart();
        if (!resumed) {
          throw e;
        }
      }
      // The beginning came from another run or origin, and may be the wrong part.
      complete(partial);
      return admit(partial);
    }
  }

  private Blob admit(Partial partial) {
    Checksum got =
        partial.checksum(item.expected().map(Checksum::algorithm).orElse(Algorithm.SHA256));
    Checksum want = item.expected().orElse(got);
    if (!got.equals(want)) {
      throw IntegrityException.mismatch(
          origin.name(),
          got + " (" + partial.length() + " bytes)",
          want,
          "Someone changed the file, or a proxy answered in its place: compare with the publisher's checksum.");
    }
    return partial.admit(want);
  }

  /** Reads stretch after stretch; only those that bring nothing count as failures. */
  private void complete(Partial partial) {
    List<IOException> failures = new ArrayList<>();
    boolean done = false;
    while (!done) {
      long before = partial.length();
      try {
        done = stretch(partial);
      } catch (IOException e) {
        if (partial.length() > before) {
          failures.clear();
        }
        failures.add(e);
        pauseOrThrow(failures);
      }
    }
  }

  private boolean stretch(Partial partial) throws IOException {
    try (Opened opened = origin.open(partial.length(), validator(partial))) {
      if (opened.offset() != partial.length()) {
        partial.restart();
      }
      checkTotal(opened);
      partial.note(origin.name() + "\n" + opened.validator().orElse(""));
      listeners.forEach(each -> each.started(item.name(), opened.total(), partial.length()));
      copy(opened, partial);
      if (opened.total().isPresent() && partial.length() < opened.total().getAsLong()) {
        throw new EOFException(
            "it ended after %d of %d bytes"
                .formatted(partial.length(), opened.total().getAsLong()));
      }
      return true;
    }
  }

  /** The validator for If-Range, if the bytes that are there came from this very origin. */
  private Optional<String> validator(Partial partial) {
    return partial
        .note()
        .map(note -> note.split("\n", 2))
        .filter(note -> note.length == 2 && note[0].equals(origin.name()))
        .map(note -> note[1])
        .filter(validator -> !validator.isEmpty());
  }

  private void checkTotal(Opened opened) {
    if (item.size().isPresent()
        && opened.total().isPresent()
        && item.size().getAsLong() != opened.total().getAsLong()) {
      throw IntegrityException.mismatch(
          origin.name(),
          opened.total().getAsLong() + " bytes",
          item.size().getAsLong() + " bytes",
          "Someone changed the file: compare with the publisher's.");
    }
  }

  private void copy(Opened opened, Partial partial) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int read;
    while ((read = opened.body().read(chunk)) >= 0) {
      partial.write(chunk, 0, read);
      int more = read;
      listeners.forEach(each -> each.advanced(item.name(), more));
    }
  }

  private void pauseOrThrow(List<IOException> failures) {
    IOException last = failures.get(failures.size() - 1);
    if (failures.size() > retry.retries()) {
      failures.subList(0, failures.size() - 1).forEach(last::addSuppressed);
      throw new TransferException(
          "%s: %s. Check the network, proxies and mirrors; a new run goes on where this one stopped."
              .formatted(origin.name(), Faults.reason(last)),
          last);
    }
    listeners.forEach(each -> each.retrying(item.name(), Faults.reason(last)));
    try {
      Thread.sleep(retry.pause(failures.size() - 1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransferException(origin.name() + ": interrupted.", e);
    }
  }
}
