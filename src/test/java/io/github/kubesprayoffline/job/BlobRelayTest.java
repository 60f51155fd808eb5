package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleItem;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.image.ImageSource.Taker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BlobRelayTest {

  private static final int MANY = 50;
  private static final int LARGE = 5 << 20;

  @Test
  void manyBlobs_areAllTaken() throws IOException {
    Set<Checksum> taken = ConcurrentHashMap.newKeySet();
    try (BlobRelay relay = new BlobRelay(2, (digest, content) -> taken.add(digest))) {
      for (int i = 0; i < MANY; i++) {
        pass(relay, new byte[] {(byte) i});
      }
      relay.finish();
    }

    assertThat(taken).hasSize(MANY);
  }

  @Test
  void exceptionThatNobodyForesaw_isThrownAndNothingHangs() throws IOException {
    IllegalStateException unforeseen = new IllegalStateException("unforeseen");
    try (BlobRelay relay = new BlobRelay(2, failing(unforeseen))) {
      for (int i = 0; i < MANY; i++) {
        pass(relay, new byte[] {(byte) i});
      }

      assertThatThrownBy(relay::finish).isSameAs(unforeseen);
      assertThat(relay.failed()).isTrue();
    }
  }

  @Test
  void exceptionAtALargeBlob_isThrownToo() throws IOException {
    IllegalStateException unforeseen = new IllegalStateException("unforeseen");
    try (BlobRelay relay = new BlobRelay(2, failing(unforeseen))) {
      pass(relay, new byte[LARGE]);

      assertThat(relay.failed()).isTrue();
      assertThatThrownBy(relay::finish).isSameAs(unforeseen);
    }
  }

  @Test
  void severalFailures_areAllRecorded() throws IOException {
    CountDownLatch both = new CountDownLatch(2);
    Taker taker =
        (digest, content) -> {
          both.countDown();
          await(both);
          throw new OfflineException(digest.toString());
        };
    try (BlobRelay relay = new BlobRelay(2, taker)) {
      pass(relay, new byte[] {1});
      pass(relay, new byte[] {2});

      assertThatThrownBy(relay::finish)
          .isInstanceOf(OfflineException.class)
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }
  }

  private static Taker failing(RuntimeException failure) {
    return (digest, content) -> {
      throw failure;
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(BlobRelay relay, byte[] bytes) throws IOException {
    BundleItem item =
        new BundleItem("blob", bytes.length, Optional.empty(), new ByteArrayInputStream(bytes));
    relay.pass(Checksum.sha256Of(bytes), item, offset -> new ByteArrayInputStream(bytes));
  }
}
