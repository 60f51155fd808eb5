package io.github.kubesprayoffline.bundle.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.id.Checksum;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlobRelayTest {

  @Test
  void errorInAnotherThread_isNotTakenForDone() throws Exception {
    byte[] bytes = {1, 2, 3};
    try (BlobRelay relay =
        new BlobRelay(
            2,
            (digest, content) -> {
              throw new StackOverflowError();
            })) {
      BundleItem item = new BundleItem("x", 3, Optional.empty(), new ByteArrayInputStream(bytes));
      relay.pass(Checksum.sha256Of(bytes), item, offset -> InputStream.nullInputStream());

      assertThatThrownBy(relay::finish).isInstanceOf(StackOverflowError.class);
      assertThat(relay.failed()).isTrue();
    }
  }
}
