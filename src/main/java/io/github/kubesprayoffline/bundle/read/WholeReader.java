package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a bundle up to what only a delta has, of which most goals can make nothing. */
final class WholeReader implements BundleReader {

  private final Path bundle;
  private final BundleReader reader;

  /**
   * Reads what another reader reads.
   *
   * @param bundle what to call it in an error
   */
  WholeReader(Path bundle, BundleReader reader) {
    this.bundle = bundle;
    this.reader = reader;
  }

  @Override
  public @Nullable BundleItem next() throws IOException {
    BundleItem item = reader.next();
    if (item != null
        && (item.path().equals(BundleLayout.DELTA_LIST)
            || item.path().equals(BundleLayout.DELTA_SCRIPT))) {
      throw refused(bundle);
    }
    return item;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** That this is a delta, and what to do. */
  static InvalidInputException refused(Path bundle) {
    return new InvalidInputException(
        "%s is a delta, not a whole bundle. Apply it first (sh %s <folder of the old bundle>, in the unpacked delta), then use the folder that this completes."
            .formatted(bundle, BundleLayout.DELTA_SCRIPT));
  }
}
