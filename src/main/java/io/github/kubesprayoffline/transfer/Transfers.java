package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.io.Daemons;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Brings items into the store. For any number of threads. */
public final class Transfers {

  private final Store store;
  private final TransferRule rule;
  private final List<Progress> listeners;
  private final Executor helpers =
      Executors.newCachedThreadPool(Daemons.named("kubespray-offline read ahead"));

  /**
   * Transfers into a store.
   *
   * @param retry for bodies that break off; a retry goes on where the last one stopped
   */
  public Transfers(Store store, RetryPolicy retry, Progress... listeners) {
    this(store, TransferRule.of(retry), listeners);
  }

  /** Transfers into a store, by other limits than the usual ones. */
  public Transfers(Store store, TransferRule rule, Progress... listeners) {
    this.store = store;
    this.rule = rule;
    this.listeners = List.of(listeners);
  }

  /** How many connections a transfer of so many bytes takes at the most. */
  public static int connections(long bytes) {
    return SegmentedFetch.connections(bytes);
  }

  /**
   * The item out of the store, or brought there from the first origin that has it. If another
   * thread or process is at it, waits for that one's result.
   *
   * @throws io.github.kubesprayoffline.error.IntegrityException if the last origin's bytes are not
   *     the expected ones, or are more or fewer than was said
   * @throws io.github.kubesprayoffline.error.TransferException if no origin has it
   */
  public Blob bring(Item item) {
    Optional<Blob> there = inStore(item);
    Blob blob = there.orElseGet(() -> store.exclusively(item.key(), () -> bringAlone(item)));
    requireSize(item, blob);
    if (there.isPresent()) {
      listeners.forEach(each -> each.finished(item.name(), blob.size(), true));
    }
    return blob;
  }

  /** Right by its checksum, it may still be of another size than its manifest or lock says. */
  private static void requireSize(Item item, Blob blob) {
    if (item.size().orElse(blob.size()) != blob.size()) {
      throw IntegrityException.mismatch(
          item.name() + ", " + blob.sha256(),
          blob.size() + " bytes",
          item.size().getAsLong() + " bytes",
          "Whoever says both is wrong about one of them: look who wrote the manifest or the lock.");
    }
  }

  /**
   * An item that nobody knows a checksum of: what came first under a name is what it has to be from
   * then on. Whoever else wants it at the same time waits, and is held to the same bytes.
   *
   * @param name what its checksum is remembered under, in this store
   */
  public Blob bringTrusted(Item item, String name) {
    return store
        .resolve(name)
        .map(known -> bring(item.expecting(known)))
        .orElseGet(() -> store.exclusively(name, () -> trust(item, name)));
  }

  /** Looks again, as another process may have been first meanwhile. */
  private Blob trust(Item item, String name) {
    Blob blob = bring(store.resolve(name).map(item::expecting).orElse(item));
    store.remember(name, blob.sha256());
    return blob;
  }

  private Optional<Blob> inStore(Item item) {
    return item.expected().flatMap(store::find);
  }

  private Blob bringAlone(Item item) {
    Optional<Blob> there = inStore(item);
    Blob blob = there.orElseGet(() -> fromOrigins(item));
    listeners.forEach(each -> each.finished(item.name(), blob.size(), there.isPresent()));
    return blob;
  }

  private Blob fromOrigins(Item item) {
    Bound bound = Bound.of(item, rule.largest());
    List<OfflineException> failures = new ArrayList<>();
    for (Origin origin : item.origins()) {
      try {
        return new Fetch(store, rule, helpers, item, bound, origin, listeners).run();
      } catch (TransferException | IntegrityException e) {
        failures.add(e);
      }
    }
    OfflineException failure = Failures.join(item, failures);
    listeners.forEach(each -> each.failed(item.name(), failure.getMessage()));
    throw failure;
  }
}
