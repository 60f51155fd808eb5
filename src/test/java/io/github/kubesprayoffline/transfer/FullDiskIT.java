package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose disk becomes full while something comes. */
@RequiresProgram({"mount", "umount"})
class FullDiskIT {

  private static final byte[] CONTENT = random(12 << 20, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start().serve("/f", CONTENT);
  private @Nullable SmallDisk disk;
  private Store store;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(folder.resolve("disk"), "5m");
    store = Store.open(disk.folder().resolve("store"));
  }

  @AfterEach
  void close() {
    origin.close();
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void fullDisk_isSaidAndAFreerOneGoesOnWhereItWasFull() {
    assertDiskIsFull();
    int asked = origin.requests().size();

    disk.remount("size=40m");
    Counter second = new Counter();

    assertThat(bring(second).path()).hasBinaryContent(CONTENT);
    assertThat(second.summary().received()).isBetween(1L, CONTENT.length - (4L << 20));
    assertThat(origin.requests().get(asked).header("Range")).isPresent();
  }

  @Test
  void diskThatIsFullOfWhatWasReadAhead_isSaidAndAFreerOneGoesOn() {
    origin.always("/f", Mishap.drip(80_000, Duration.ofMillis(10)));
    assertDiskIsFull();
    assertThat(origin.requests().size()).as("helpers").isGreaterThan(1);

    disk.remount("size=40m");
    Counter second = new Counter();

    assertThat(bring(second).path()).hasBinaryContent(CONTENT);
    assertThat(second.summary().received()).isLessThan(CONTENT.length);
  }

  private void assertDiskIsFull() {
    assertThatThrownBy(() -> bring(new Counter()))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining(store.root().toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("-Dkubespray.cache=");
    assertThat(store.find(SUM)).isEmpty();
    assertThat(store.usage().blobs()).isZero();
    assertThat(store.usage().bytes()).as("kept for the next run").isGreaterThan(1 << 20);
  }

  private Blob bring(Counter counter) {
    HttpTransport http = new HttpTransport(SETTINGS);
    Item item = Item.of("f", SUM, List.of(HttpOrigin.of(http, origin.url("/f"))));
    return new Transfers(store, QUICK, counter).bring(item);
  }
}
