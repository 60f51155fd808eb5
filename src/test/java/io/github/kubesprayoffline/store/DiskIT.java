package io.github.kubesprayoffline.store;

import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a small file system. */
@RequiresProgram({"mount", "umount"})
class DiskIT {

  private static final byte[] SMALL = random(100_000, 1);

  @TempDir Path folder;
  private @Nullable SmallDisk disk;
  private Store store;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(folder.resolve("disk"), "1m");
    store = Store.open(disk.folder().resolve("store"));
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void fullDisk_isSaidAndNothingHalfIsAdmitted() {
    store.put(SMALL);
    byte[] big = random(2_000_000, 2);

    assertThatThrownBy(() -> store.put(big))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("-Dkubespray.cache=");
    assertThat(store.find(Checksum.sha256Of(big))).isEmpty();
    assertThat(store.find(Checksum.sha256Of(SMALL))).isPresent();
  }

  @Test
  void readOnlyStore_givesWhatItHasAndSaysWhyItTakesNothing() {
    store.put(SMALL);
    store.remember("name", Checksum.sha256Of(SMALL));
    disk.remount("ro");

    Blob blob = store.find(Checksum.sha256Of(SMALL)).orElseThrow();
    store.remember("name", blob.sha256());
    store.link(blob, folder.resolve("target/f"));

    assertThat(folder.resolve("target/f")).as("a copy, on another disk").hasBinaryContent(SMALL);
    assertThatThrownBy(() -> store.exclusively("key", () -> store.partial("key", Set.of())))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("Read-only file system");
  }
}
