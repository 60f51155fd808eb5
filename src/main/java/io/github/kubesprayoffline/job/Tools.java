package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;

/**
 * What the stages of a build share: one store, one pool of connections, one memory of registries.
 *
 * @param progress hears of all transfers
 */
public record Tools(
    Store store, HttpTransport transport, Registries registries, Progress progress) {

  /** Tools on this store, with these connections. */
  public static Tools of(Store store, HttpSettings settings, Logins logins, Progress progress) {
    HttpTransport transport = new HttpTransport(settings, progress::retrying);
    return new Tools(store, transport, new Registries(transport, logins), progress);
  }

  /** Transfers into the store that this one hears of too. */
  Transfers transfers(Progress counter) {
    return new Transfers(store, transport.settings().retry(), progress, counter);
  }
}
