package io.github.kubesprayoffline.bundle.archive;

import io.github.kubesprayoffline.bundle.layout.Volumes;
import io.github.kubesprayoffline.id.Checksum;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An archive that stands complete under its final name.
 *
 * @param file the archive; where it is split, the name that its volumes have before their number
 * @param sha256 of the archive itself, its volumes joined
 * @param size of the archive in bytes, all volumes together
 * @param files what lies on the disk: the archive, or its volumes in their order. Beside each
 *     volume lies its checksum, {@code <volume>.sha256}
 */
public record WrittenBundle(Path file, Checksum sha256, long size, List<Path> files) {

  public WrittenBundle {
    Objects.requireNonNull(file);
    Objects.requireNonNull(sha256);
    files = List.copyOf(files);
  }

  /**
   * The files with the volumes' checksums, for {@code sha256sum -c}; none beside a whole archive.
   */
  public List<Path> checksums() {
    return isSplit() ? files.stream().map(Volumes::checksumFile).toList() : List.of();
  }

  /** Whether the archive was split into volumes. */
  public boolean isSplit() {
    return !files.equals(List.of(file));
  }
}
