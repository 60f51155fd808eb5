package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the files of a bundle: of an archive in any format, of its volumes, or of an unpacked
 * folder. What could do harm (a path that leaves the top folder, a link out, a device) is refused
 * where it is met, and so is what is larger than the lock calls for. The content is not checked
 * against the checksums: {@link BundleVerifier} does that, and {@link BundleOpener} while it
 * unpacks.
 */
public interface BundleReader extends Closeable {

  /**
   * Opens a bundle.
   *
   * @param bundle the archive, the first of its volumes ({@code ….001}), or the unpacked top folder
   * @throws InvalidInputException if there is none
   */
  static BundleReader open(Path bundle) {
    try {
      if (Files.isDirectory(bundle)) {
        return new BoundedReader(new FolderReader(bundle));
      }
      return new BoundedReader(new TarReader(ArchiveInput.open(bundle)));
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: no bundle can be read from there: %s. Give an archive or an unpacked bundle"
              .formatted(bundle, e),
          e);
    }
  }

  /**
   * The next file; null after the last. {@code SHA256SUMS} and {@code lock.json} come first.
   *
   * @throws IntegrityException if the bundle is damaged or hostile
   * @throws IOException if it cannot be read
   */
  @Nullable BundleItem next() throws IOException;
}
