package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.Workers;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutBlobs;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.util.Collection;
import java.util.List;

/** The images of an unpacked bundle: those of its lock, whatever its {@code index.json} says. */
final class FolderImages implements ImageSource {

  private final LockedBlobs locked;
  private final LayoutBlobs blobs;
  private final int threads;

  FolderImages(Bundle bundle, int threads) {
    Root root = new Root(bundle.path());
    this.locked = new LockedBlobs(bundle);
    this.blobs = new LayoutBlobs(new Root(root.at(BundleLayout.folder(BundleLayout.IMAGES))));
    this.threads = threads;
  }

  @Override
  public List<LayoutIndex.Entry> images() {
    return locked.images();
  }

  @Override
  public boolean has(Checksum digest) {
    return locked.has(digest) && blobs.has(digest);
  }

  @Override
  public byte[] document(Checksum digest) {
    locked.requireSize(digest, blobs.content(digest).size());
    return blobs.document(digest);
  }

  @Override
  public void give(Collection<Checksum> wanted, Taker taker) {
    Workers.untilFailure("blobs", threads, wanted, digest -> taker.take(digest, content(digest)));
  }

  private BlobContent content(Checksum digest) {
    BlobContent content = blobs.content(digest);
    locked.requireSize(digest, content.size());
    return content;
  }
}
