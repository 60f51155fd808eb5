package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.http.StatusException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransfersTest {

  private static final byte[] CONTENT = random(300_000, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start();
  private final HttpTransport http = new HttpTransport(SETTINGS);
  private final Counter counter = new Counter();
  private Store store;
  private Transfers transfers;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
    transfers = new Transfers(store, QUICK, counter);
    origin.serve("/f", CONTENT);
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void freshItem_isBroughtAndVerified() throws Exception {
    Blob blob = transfers.bring(item("/f"));

    assertThat(Files.readAllBytes(blob.path())).isEqualTo(CONTENT);
    assertThat(blob.sha256()).isEqualTo(SUM);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void secondTime_comesFromTheStoreWithoutARequest() {
    transfers.bring(item("/f"));
    transfers.bring(item("/f"));

    assertThat(origin.requests()).hasSize(1);
    assertThat(counter.summary().fromCache()).isEqualTo(1);
  }

  @Test
  void cutConnection_resumesWhereItStopped() {
    origin.misbehave("/f", Mishap.cutAfter(100_000), Mishap.cutAfter(50_000));

    transfers.bring(item("/f"));

    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
    assertThat(origin.requests().get(2).header("Range")).contains("bytes=150000-");
    assertThat(origin.requests().get(2).header("If-Range")).isPresent();
  }

  @Test
  void failedRun_isResumedByTheNextOne() {
    origin.always("/f", Mishap.cutAfter(0));
    origin.misbehave("/f", Mishap.cutAfter(100_000));
    assertThatThrownBy(() -> transfers.bring(item("/f"))).hasMessageContaining("goes on where");

    origin.always("/f", OriginServer::behave);
    new Transfers(Store.open(store.root()), QUICK, counter).bring(item("/f"));

    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void wrongBytes_areRefusedWithUrlGotAndWant() {
    origin.always("/f", Mishap.wrongBytes());

    assertThatThrownBy(() -> transfers.bring(item("/f")))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(origin.url("/f") + ": got sha256:")
        .hasMessageContaining("want " + SUM);
    assertThat(store.find(SUM)).isEmpty();
  }

  @Test
  void wrongBeginningOfAnEarlierRun_isFetchedAnew() {
    origin.misbehave("/f", Mishap.content(random(300_000, 2)));
    try (var partial = store.partial(SUM.toString(), java.util.Set.of())) {
      partial.write(new byte[1000], 0, 1000);
    }
    origin.always("/f", OriginServer::behave);

    assertThat(transfers.bring(item("/f")).sha256()).isEqualTo(SUM);
  }

  @Test
  void brokenMirror_isPassedOverForTheNext() {
    origin.always("/mirror", Mishap.status(404));
    Item item = Item.of("f", SUM, List.of(http("/mirror"), http("/f")));

    assertThat(transfers.bring(item).sha256()).isEqualTo(SUM);
  }

  @Test
  void noOriginHasIt_allReasonsAreNamed() {
    origin.remove("/f");
    origin.always("/denied", Mishap.status(403));
    Item item = Item.of("f", SUM, List.of(http("/denied"), http("/f")));

    assertThatThrownBy(() -> transfers.bring(item))
        .hasMessageContaining("/denied: HTTP 403")
        .hasMessageContaining("/f: HTTP 404")
        .hasCauseInstanceOf(StatusException.class);
  }

  @Test
  void manyThreadsWantOneItem_itComesOnce() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(new Thread(() -> transfers.bring(item("/f"))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(origin.requests()).hasSize(1);
    assertThat(counter.summary().items()).isEqualTo(8);
  }

  private Item item(String path) {
    return Item.of("f", SUM, List.of(http(path)));
  }

  private Origin http(String path) {
    return HttpOrigin.of(http, origin.url(path));
  }
}
