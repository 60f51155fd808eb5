package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.SourceArchive;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.source.KubesprayArchive;
import io.github.kubesprayoffline.store.Blob;
import java.nio.file.Path;

/** The source archive of a bundle: the one that came, or one made of the user's folder. */
record SourceFile(Path path, Checksum sha256, long size) {

  /** Packs a folder, and leaves an archive as it is. */
  static SourceFile pack(KubesprayArchive tree, Path folder) {
    if (tree.archive().isPresent()) {
      Blob blob = tree.archive().get();
      return new SourceFile(blob.path(), blob.sha256(), blob.size());
    }
    Path target = folder.resolve("kubespray.tar.gz");
    WrittenBundle packed = SourceArchive.pack(tree.root(), tree.version(), target);
    return new SourceFile(packed.file(), packed.sha256(), packed.size());
  }
}
