package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.ImagePuller;
import io.github.kubesprayoffline.image.RegistryMirrors;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.transfer.Transfers;
import java.util.List;
import java.util.Optional;

/** Brings the locked images into the layout {@code images/}. */
final class PullStage {

  private final JobRequest request;
  private final Tools tools;
  private final Resolved resolved;

  PullStage(JobRequest request, Tools tools, Resolved resolved) {
    this.request = request;
    this.tools = tools;
    this.resolved = resolved;
  }

  /** Brings the images of these pins, but not the one that is built here. */
  List<LockedImage> pull(List<ImagePin> wanted, Transfers transfers) {
    RegistryMirrors mirrors = RegistryMirrors.parse(request.registryMirrors());
    Optional<ImageReference> runner = resolved.selection().runnerImage();
    List<ImagePin> published =
        wanted.stream().filter(pin -> !runner.equals(Optional.of(pin.ref()))).toList();
    return new ImagePuller(
            tools.registries(),
            mirrors,
            tools.store(),
            transfers,
            tools.progress(),
            request.threads())
        .pull(published, request.resolve().folder().resolve("images"));
  }
}
