package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.OriginServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link FaultsTest}, with many more files. */
class FaultsIT {

  @TempDir Path folder;

  @Test
  void cutAtAnyByte_isResumedWithoutABytesLossOrRepeat() {
    try (OriginServer origin = OriginServer.start()) {
      Cuts.areResumed(origin, Store.open(folder.resolve("store")), 200);
    }
  }
}
