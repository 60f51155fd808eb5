package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Faults;
import io.github.kubesprayoffline.http.retry.Backoff;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Partial;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** One item from one origin: as many ranges as it takes, and the proof that it is the one. */
final class Fetch {

  private final Store store;
  private final TransferRule rule;
  private final Executor helpers;
  private final Item item;
  private final Bound bound;
  private final Origin origin;
  private final List<Progress> listeners;

  Fetch(
      Store store,
      TransferRule rule,
      Executor helpers,
      Item item,
      Bound bound,
      Origin origin,
      List<Progress> listeners) {
    this.store = store;
    this.rule = rule;
    this.helpers = helpers;
    this.item = item;
    this.bound = bound;
    this.origin = new PacedOrigin(origin, rule);
    this.listeners = listeners;
  }

  Blob run() {
    Set<Algorithm> algorithms =
        item.expected().stream().map(Checksum::algorithm).collect(Collectors.toSet());
    try (Partial partial = store.partial(item.key(), algorithms, bound.coming(true))) {
      partial.absorb();
      if (isCertain(partial)) {
        return partial.admit(got(partial));
      }
      boolean begunBefore = partial.length() > 0 || partial.nextAhead().isPresent();
      Optional<Blob> blob = attempt(partial);
      if (blob.isEmpty() && begunBefore) {
        // The beginning came from another run or origin, and may be what was wrong.
        partial.restart();
        blob = attempt(partial);
      }
      return blob.orElseThrow(() -> refused(partial));
    }
  }

  /** The item, or nothing if all its bytes came and they are the wrong ones. */
  private Optional<Blob> attempt(Partial partial) {
    RangeReader ranges = complete(partial);
    if (item.expected().isEmpty() && partial.length() == 0) {
      throw new TransferException(
          "%s: the answer is empty, and no checksum says that the file is. Check the URL, or give the file's checksum."
              .formatted(origin.name()));
    }
    if (ranges.gzipped() && !isMeantPacked(partial)) {
      return unpacked(partial);
    }
    return isExpected(partial) ? Optional.of(partial.admit(got(partial))) : Optional.empty();
  }

  private Optional<Blob> unpacked(Partial packed) {
    try {
      return new ContentDecoder(item, origin.name(), bound).of(store, packed);
    } catch (TransferException | IntegrityException e) {
      packed.restart();
      throw e;
    }
  }

  private RangeReader complete(Partial partial) {
    Backoff backoff = new Backoff(item.name(), rule.retry(), this::tell);
    SegmentedFetch segments =
        new SegmentedFetch(item, origin, partial, helpers, rule.retry().clock(), listeners);
    backoff.reached(partial.length());
    try (RangeReader ranges = new RangeReader(item, bound, origin, partial, segments, listeners)) {
      boolean done = false;
      while (!done) {
        try {
          done = ranges.next();
        } catch (IOException e) {
          if (isCertain(partial)) {
            return ranges; // A server that promised more than there is.
          }
          backoff.reached(partial.length());
          pauseOrThrow(backoff, e);
        }
      }
      return ranges;
    }
  }

  /** Servers that declare a .tar.gz as "Content-Encoding: gzip" mean it as it is. */
  private boolean isMeantPacked(Partial partial) {
    return item.expected().isPresent()
        ? isExpected(partial)
        : origin.name().endsWith("gz") || origin.name().endsWith(".gzip");
  }

  private boolean isCertain(Partial partial) {
    return item.expected().isPresent() && isExpected(partial);
  }

  private boolean isExpected(Partial partial) {
    return item.expected().map(got(partial)::equals).orElse(true);
  }

  private Checksum got(Partial partial) {
    return partial.checksum(item.expected().map(Checksum::algorithm).orElse(Algorithm.SHA256));
  }

  private IntegrityException refused(Partial partial) {
    String got = "%s (%d bytes)".formatted(got(partial), partial.length());
    partial.restart();
    return IntegrityException.mismatch(
        origin.name(),
        got,
        item.expected().orElseThrow(),
        "Someone changed the file, or a proxy answered in its place: compare with the publisher's checksum.");
  }

  private void pauseOrThrow(Backoff backoff, IOException failure) {
    try {
      backoff.pauseOrThrow(failure, Faults.reason(failure), Duration.ZERO);
    } catch (IOException last) {
      throw new TransferException(
          "%s: %s. Check the network, proxies and mirrors; a new run goes on where this one stopped."
              .formatted(origin.name(), Faults.reason(last)),
          last);
    }
  }

  private void tell(String name, String reason) {
    listeners.forEach(each -> each.retrying(name, reason));
  }
}
