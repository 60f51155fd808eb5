package io.github.kubesprayoffline.store;

import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.Aloud;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a small file system, which only root can make. */
@RequiresProgram({"mount", "umount"})
class DiskIT {

  private static final byte[] SMALL = random(100_000, 1);

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    try {
      Programs.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
      mounted = true;
    } catch (AssertionError e) {
      Aloud.skipUnless(false, "DiskIT: no file system can be mounted here: " + e.getMessage());
    }
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      Programs.run("umount", disk.toString());
    }
  }

  @Test
  void fullDisk_isSaidAndNothingHalfIsAdmitted() {
    Store store = Store.open(disk.resolve("store"));
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
    Store store = Store.open(disk.resolve("store"));
    store.put(SMALL);
    store.remember("name", Checksum.sha256Of(SMALL));
    Programs.run("mount", "-o", "remount,ro", disk.toString());

    Blob blob = store.find(Checksum.sha256Of(SMALL)).orElseThrow();
    store.remember("name", blob.sha256());
    store.link(blob, folder.resolve("target/f"));

    assertThat(folder.resolve("target/f")).as("a copy, on another disk").hasBinaryContent(SMALL);
    assertThatThrownBy(() -> store.exclusively("key", () -> store.partial("key", Set.of())))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("Read-only file system");
  }
}
