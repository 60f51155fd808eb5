package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import java.util.List;
import java.util.Random;

/** Connections that break at any byte, twice for each file. */
final class Cuts {

  private Cuts() {}

  static void areResumed(OriginServer origin, Store store, int count) {
    HttpTransport http = new HttpTransport(SETTINGS);
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      byte[] content = random(1 + random.nextInt(200_000), seed);
      String path = "/" + seed;
      origin.serve(path, content);
      origin.misbehave(
          path,
          Mishap.cutAfter(random.nextInt(content.length)),
          Mishap.cutAfter(random.nextInt(content.length)));
      Counter received = new Counter();

      Blob blob =
          new Transfers(store, QUICK, received)
              .bring(
                  Item.of(
                      path,
                      Checksum.sha256Of(content),
                      List.of(HttpOrigin.of(http, origin.url(path)))));

      assertThat(blob.path()).as("seed %d", seed).hasBinaryContent(content);
      assertThat(received.summary().received()).as("seed %d", seed).isEqualTo(content.length);
    }
  }
}
