package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.Resolution;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A tree that was evaluated with a site's files, the overlay among them, and without what the user
 * added to it.
 *
 * @param roots what the files are named from in messages
 */
record Evaluated(Resolution resolution, List<Path> roots) {

  Evaluated {
    Objects.requireNonNull(resolution);
    roots = List.copyOf(roots);
  }
}
