package io.github.kubesprayoffline.registry;

import java.io.IOException;
import java.io.InputStream;

/** A blob to send; its bytes can be had again, from any offset. */
public interface BlobContent {

  /** In bytes. */
  long size();

  /** The bytes from an offset to the end. */
  InputStream open(long offset) throws IOException;
}
