package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.Workers;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.Item;
import io.github.kubesprayoffline.transfer.Origins;
import io.github.kubesprayoffline.transfer.Transfers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Brings files into the store, and puts them where {@code wget -x} would. */
public final class Downloader {

  private final Store store;
  private final Origins origins;
  private final Transfers transfers;

  /** A downloader into this store. */
  public Downloader(Store store, HttpTransport transport, Transfers transfers) {
    this.store = store;
    this.origins = new Origins(transport);
    this.transfers = transfers;
  }

  /**
   * Brings all files, or says of each one that cannot be had why.
   *
   * @return what was brought, sorted by path
   * @throws OfflineException with every problem; the files without one are in place then
   */
  public List<LockedFile> download(DownloadRequest request) {
    Queue<LockedFile> files = new ConcurrentLinkedQueue<>();
    Expectations expectations = new Expectations(request);
    var failures =
        Workers.tryAll(
            "files",
            request.threads(),
            request.files(),
            pin ->
                files.add(
                    Doing.what("bringing " + name(pin), () -> one(request, expectations, pin))));
    Problems.throwAll(failures.values());
    return files.stream().sorted(Comparator.comparing(LockedFile::path)).toList();
  }

  private LockedFile one(DownloadRequest request, Expectations expectations, FilePin pin) {
    Path target = new Root(request.folder()).at(pin.path());
    Item item =
        new Item(
            name(pin),
            expectations.of(pin),
            request.size(pin),
            origins.of(request.mirrors(), pin.url()));
    Blob blob =
        item.expected().isPresent()
            ? transfers.bring(item)
            : transfers.bringTrusted(item, Expectations.firstUse(pin));
    store.link(blob, target);
    return new LockedFile(pin.url(), pin.path(), pin.checksum(), blob.sha256(), blob.size());
  }

  /** Unlike the ids, the path tells the architectures apart. */
  private static String name(FilePin pin) {
    return String.join(", ", pin.ids()) + " " + pin.path();
  }
}
