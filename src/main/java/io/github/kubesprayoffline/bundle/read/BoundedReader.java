package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.lock.LockJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives no file that is larger than the lock, which comes before it, calls for. */
final class BoundedReader implements BundleReader {

  private final BundleReader reader;
  private final Bounds bounds = new Bounds();

  BoundedReader(BundleReader reader) {
    this.reader = reader;
  }

  @Override
  public @Nullable BundleItem next() throws IOException {
    BundleItem item = reader.next();
    if (item == null) {
      return null;
    }
    bounds.require(item);
    return item.path().equals(BundleLayout.LOCK) ? learned(item) : item;
  }

  private BundleItem learned(BundleItem item) throws IOException {
    byte[] bytes = item.content().readAllBytes();
    try {
      bounds.learn(LockJson.read(BundleLayout.LOCK, bytes));
    } catch (OfflineException e) {
      // Whoever wants the lock will say what is wrong with it; until then it calls for nothing.
    }
    return new BundleItem(
        item.path(), item.size(), item.linkTarget(), new ByteArrayInputStream(bytes));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
