package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.Problem;
import io.github.kubesprayoffline.download.DownloadRequest;
import io.github.kubesprayoffline.download.Downloader;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.lock.LocalFiles;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.transfer.Transfers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings the locked files under {@code files/}. */
final class DownloadStage {

  private final JobRequest request;
  private final BuildContext context;
  private final ResolvedTree resolved;
  private final Optional<Lock> followed;

  DownloadStage(
      JobRequest request, BuildContext context, ResolvedTree resolved, Optional<Lock> followed) {
    this.request = request;
    this.context = context;
    this.resolved = resolved;
    this.followed = followed;
  }

  /** Brings the files of these pins. */
  List<LockedFile> download(List<FilePin> wanted, Transfers transfers) {
    DownloadRequest downloads =
        new DownloadRequest(
            new LocalFiles(resolved.selection().extraFiles()).located(wanted),
            lockedSizes(wanted),
            request.resolve().folder().resolve("files"),
            request.resolve().source().mirrors(),
            request.checksums().known(),
            missingChecksums(),
            request.checksums().trustOnFirstUse(),
            request.threads());
    return LocalFiles.recorded(
        new Downloader(context.store(), context.transport(), transfers).download(downloads),
        wanted);
  }

  /** Of the files that the lock has from where they come from now. */
  private Map<String, Long> lockedSizes(List<FilePin> wanted) {
    Map<String, String> urls =
        wanted.stream().collect(Collectors.toMap(FilePin::path, FilePin::url));
    return followed.map(Lock::files).orElse(List.of()).stream()
        .filter(file -> file.url().equals(urls.get(file.path())))
        .collect(Collectors.toMap(LockedFile::path, LockedFile::size));
  }

  private Map<String, String> missingChecksums() {
    return resolved.catalog().problems().stream()
        .collect(Collectors.toMap(Problem::id, Problem::message, (first, second) -> first));
  }
}
