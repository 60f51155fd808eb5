package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.pull.ImagePuller;
import io.github.kubesprayoffline.image.pull.RegistryMirrors;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.transfer.Transfers;
import java.util.List;
import java.util.Optional;

/** Brings the locked images into the layout {@code images/}. */
final class PullStage {

  private final JobRequest request;
  private final BuildContext context;
  private final ResolvedTree resolved;

  PullStage(JobRequest request, BuildContext context, ResolvedTree resolved) {
    this.request = request;
    this.context = context;
    this.resolved = resolved;
  }

  /** Brings the images of these pins, but not the one that is built here. */
  List<LockedImage> pull(List<ImagePin> wanted, Transfers transfers) {
    RegistryMirrors mirrors = RegistryMirrors.parse(request.registryMirrors());
    Optional<ImageReference> runner = resolved.selection().runnerImage();
    List<ImagePin> published =
        wanted.stream().filter(pin -> !runner.equals(Optional.of(pin.ref()))).toList();
    return new ImagePuller(
            context.registries(),
            mirrors,
            context.store(),
            transfers,
            context.progress(),
            request.threads())
        .pull(published, request.resolve().folder().resolve("images"));
  }
}
