package io.github.kubesprayoffline.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An item that began to come.
 *
 * @param body from {@code offset} to the end
 * @param offset where the body begins; 0 if the origin does not resume
 * @param total the size of the whole item in bytes, where the origin says so
 * @param validator a strong ETag or the like, by which a later request can ask for the rest of just
 *     these bytes
 * @param ranges whether the origin gives any part of the item on its own
 * @param gzipped whether the origin says that it packed the bytes for the way
 */
public record OpenedItem(
    InputStream body,
    long offset,
    OptionalLong total,
    Optional<String> validator,
    boolean ranges,
    boolean gzipped)
    implements Closeable {

  /** The same, read through another stream. */
  OpenedItem withBody(InputStream other) {
    return new OpenedItem(other, offset, total, validator, ranges, gzipped);
  }

  /** Gives the connection up, whether or not the body was read. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
