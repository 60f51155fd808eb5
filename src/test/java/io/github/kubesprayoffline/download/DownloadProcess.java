package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.Counter;
import io.github.kubesprayoffline.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A download in a process of its own, for tests that kill it or run several at once: {@code <store>
 * <files folder> <list of "checksum url" lines>}. Prints what came over the network.
 */
public final class DownloadProcess {

  private DownloadProcess() {}

  /** Downloads, or ends with the status 1 and the reason. */
  public static void main(String[] arguments) throws IOException {
    HttpSettings settings = HttpSettings.DEFAULT;
    Store store = Store.open(Path.of(arguments[0]));
    Counter counter = new Counter();
    Transfers transfers = new Transfers(store, settings.retry(), counter);
    List<FilePin> pins =
        Files.readAllLines(Path.of(arguments[2])).stream().map(DownloadProcess::pin).toList();
    new Downloader(store, new HttpTransport(settings), transfers)
        .download(
            new DownloadRequest(
                pins, Path.of(arguments[1]), List.of(), Map.of(), Map.of(), false, 4));
    System.out.println(counter.summary());
  }

  private static FilePin pin(String line) {
    String[] parts = line.split(" ", 2);
    String path = parts[1].substring(parts[1].indexOf("://") + 3);
    return new FilePin(parts[1], path, Checksum.parse(parts[0]), List.of(path));
  }
}
