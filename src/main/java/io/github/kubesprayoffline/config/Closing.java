package io.github.kubesprayoffline.config;

import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.catalog.Download;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.lock.ImagePath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says how a leak is closed: by which variable, and where something else sets it.
 *
 * @param root what the files of the site's inventory are named from in messages
 */
record Closing(ImagePath imagePath, Path root) {

  /** A sentence for an entry that asks the internet. */
  String of(Download download, Node node) {
    Optional<Candidate> best =
        Target.of(download, node, imagePath).stream()
            .flatMap(target -> Candidate.of(target).stream().limit(1))
            .findFirst();
    return best.map(this::sentence)
        .orElse("No variable leads there: this release has it written where nothing overrides it");
  }

  private String sentence(Candidate candidate) {
    String line = "%s: \"%s\"".formatted(candidate.variable().name(), candidate.value());
    Origin origin = candidate.variable().origin();
    return switch (origin.source()) {
      case ROLE_DEFAULTS -> "Write into %s: %s".formatted(SiteInventory.OVERLAY, line);
      case ROLE_VARS -> "Give it as an extra variable: %s".formatted(line);
      default ->
          "%s sets %s (%s), which outranks the overlay: take it out, or write there %s"
              .formatted(place(origin), candidate.variable().name(), origin.source(), line);
    };
  }

  /** File and line, as the site has them. */
  String place(Origin origin) {
    String text = origin.toString();
    String prefix = root + "/";
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }
}
