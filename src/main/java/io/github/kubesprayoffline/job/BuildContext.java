package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.TransferRule;
import io.github.kubesprayoffline.transfer.Transfers;

/**
 * What the stages of a build share: one store, one pool of connections, one memory of registries.
 *
 * @param rule what each transfer may cost
 * @param progress hears of all transfers
 */
public record BuildContext(
    Store store,
    HttpTransport transport,
    Registries registries,
    TransferRule rule,
    Progress progress) {

  /** A context with this store, with these connections. */
  public static BuildContext of(
      Store store, HttpSettings settings, Logins logins, Progress progress) {
    HttpTransport transport = new HttpTransport(settings, progress::retrying);
    Registries registries = new Registries(transport, logins);
    return new BuildContext(
        store, transport, registries, TransferRule.of(settings.retry()), progress);
  }

  /** The same, where one file or image layer may have so many bytes. */
  public BuildContext withLargest(long bytes) {
    return new BuildContext(store, transport, registries, rule.withLargest(bytes), progress);
  }

  /** Transfers into the store that this one hears of too. */
  Transfers transfers(Progress counter) {
    return new Transfers(store, rule, progress, counter);
  }
}
