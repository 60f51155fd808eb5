package io.github.kubesprayoffline.oci;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A blob to send; its bytes can be had again, from any offset. */
public interface BlobContent {

  /** How many bytes there are. */
  long size();

  /** The bytes from an offset to the end. */
  InputStream open(long offset) throws IOException;

  /** The content of a blob that is in memory. */
  static BlobContent of(byte[] bytes) {
    return new BlobContent() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open(long offset) {
        return new ByteArrayInputStream(bytes, (int) offset, (int) (bytes.length - offset));
      }
    };
  }
}
