package io.github.kubesprayoffline.oci;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import java.util.Collection;
import java.util.List;

/** Images to push: an image layout in a folder, or within an archive that is read in one go. */
public interface ImageSource {

  /** Takes blobs in any order, several at a time. */
  @FunctionalInterface
  interface Taker {

    /** Takes one; its content may be opened again until this returns. */
    void take(Checksum digest, BlobContent content);
  }

  /** The images by name. */
  List<LayoutIndex.Entry> images();

  /** Whether a manifest, an index, a config or a layer is here. */
  boolean has(Checksum digest);

  /**
   * The bytes of a manifest or an index.
   *
   * @throws IntegrityException if they are not the ones that the digest names
   */
  byte[] document(Checksum digest);

  /**
   * Gives out blobs, each once.
   *
   * @param wanted the order in which a source that can choose gives them
   * @throws OfflineException what the taker threw, or that a blob cannot be read
   */
  void give(Collection<Checksum> wanted, Taker taker);
}
