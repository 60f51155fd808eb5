package io.github.kubesprayoffline.oci;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;

/** The files of an OCI image layout, by their names below its folder. */
public final class LayoutFiles {

  /** Names the images; see {@link LayoutIndex}. */
  public static final String INDEX = "index.json";

  /** Says that the folder is a layout. */
  public static final String MARKER = "oci-layout";

  /** The folder of all documents, configs and layers. */
  public static final String BLOBS = "blobs/";

  private LayoutFiles() {}

  /** The bytes of {@link #MARKER}. */
  public static byte[] marker() {
    return "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
  }

  /** Where a document, a config or a layer is. */
  public static String blob(Checksum digest) {
    return BLOBS + digest.algorithm().label() + "/" + digest.hex();
  }
}
