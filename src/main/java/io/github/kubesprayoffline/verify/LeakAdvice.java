package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.catalog.Download;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.SiteFiles;
import io.github.kubesprayoffline.overlay.Candidate;
import java.nio.file.Path;
import java.util.List;

/**
 * Says how a leak is closed: by which variable, and where something else sets it.
 *
 * @param roots what the files of the site are named from in messages
 */
record LeakAdvice(ImagePath imagePath, List<Path> roots) {

  LeakAdvice {
    roots = List.copyOf(roots);
  }

  /** A sentence for an entry that asks the internet. */
  String of(Download download, Node node) {
    return Candidate.best(download, node, imagePath)
        .map(this::sentence)
        .orElse("No variable leads there: this release has it written where nothing overrides it");
  }

  private String sentence(Candidate candidate) {
    String line = "%s: \"%s\"".formatted(candidate.variable().name(), candidate.value());
    Origin origin = candidate.variable().origin();
    return switch (origin.source()) {
      case ROLE_DEFAULTS -> "Write into %s: %s".formatted(SiteFiles.OVERLAY, line);
      case ROLE_VARS -> "Give it as an extra variable: %s".formatted(line);
      default ->
          "%s sets %s (%s), which outranks the overlay: take it out, or write there %s"
              .formatted(place(origin), candidate.variable().name(), origin.source(), line);
    };
  }

  /** File and line, as the site has them. */
  private String place(Origin origin) {
    return roots.stream()
        .map(origin::from)
        .filter(place -> !place.equals(origin.toString()))
        .findFirst()
        .orElseGet(origin::toString);
  }
}
