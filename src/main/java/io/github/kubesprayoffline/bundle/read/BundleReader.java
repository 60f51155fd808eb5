package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.error.IntegrityException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the files of a bundle: of an archive in any format, of its volumes, or of an unpacked
 * folder. What could do harm (a path that leaves the top folder, a link out, a device) is refused
 * where it is met, and so is what is larger than the lock calls for. The content is not checked
 * against the checksums: {@link BundleScan} lets do that, and {@link Bundle#unpack} does.
 */
public interface BundleReader extends Closeable {

  /**
   * The next file; null after the last. {@code SHA256SUMS} and {@code lock.json} come first.
   *
   * @throws IntegrityException if the bundle is damaged or hostile
   * @throws IOException if it cannot be read
   */
  @Nullable BundleItem next() throws IOException;
}
