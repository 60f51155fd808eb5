package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.transfer.Mirror;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Which files to bring, and how.
 *
 * @param sizes what a lock knows of the files' sizes in bytes, by path
 * @param folder below which they are put under their paths: {@code target/…/files}
 * @param mirrors tried in order before the original URL
 * @param checksums what the user knows of files that Kubespray has no checksum for, by URL or by
 *     the download's id
 * @param missing by a download's id, why Kubespray has no checksum for it
 * @param trustOnFirstUse whether a file that nobody knows a checksum of may be accepted as it comes
 *     first; later it must be the same
 * @param threads how many files at a time
 */
public record DownloadRequest(
    List<FilePin> files,
    Map<String, Long> sizes,
    Path folder,
    List<Mirror> mirrors,
    Map<String, Checksum> checksums,
    Map<String, String> missing,
    boolean trustOnFirstUse,
    int threads) {

  public DownloadRequest {
    files = List.copyOf(files);
    sizes = Map.copyOf(sizes);
    Objects.requireNonNull(folder);
    mirrors = List.copyOf(mirrors);
    checksums = Map.copyOf(checksums);
    missing = Map.copyOf(missing);
    if (threads < 1) {
      throw new InvalidInputException("threads is %d: give 1 or more.".formatted(threads));
    }
  }

  OptionalLong size(FilePin pin) {
    Long size = sizes.get(pin.path());
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }
}
