package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What is selected of all entries.
 *
 * @param additions ids that count as if the inventory turned them on
 */
record SelectionFilter(
    Scope scope, List<String> includes, List<String> additions, List<String> excludes) {

  private static final int LONGEST_ID = 200;

  /** With more of them, a match may take as long as its writer likes. */
  private static final int MOST_STARS = 4;

  /**
   * Whether an entry is selected.
   *
   * @param isNeeded whether the inventory turns it on, on any host
   */
  boolean selects(String id, boolean isNeeded) {
    return (isNeeded || scope == Scope.ALL || additions.contains(id))
        && (includes.isEmpty() || matches(includes, id))
        && !matches(excludes, id);
  }

  private static boolean matches(List<String> globs, String id) {
    return globs.stream().map(SelectionFilter::matcher).anyMatch(each -> each.matches(path(id)));
  }

  private static Path path(String id) {
    if (id.length() > LONGEST_ID || !SafePath.isSafe(id)) {
      throw new InvalidInputException(
          "'%s' cannot be the id of a download".formatted(Printable.shortened(id)));
    }
    return Path.of(id);
  }

  private static PathMatcher matcher(String glob) {
    if (glob.chars().filter(c -> c == '*').count() > MOST_STARS) {
      throw refused(glob, "it has more than %d stars".formatted(MOST_STARS));
    }
    if (!Printable.isPlain(glob)) {
      throw refused(glob, "it has a control character");
    }
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob.strip());
    } catch (IllegalArgumentException e) {
      throw refused(glob, String.valueOf(e.getMessage()));
    }
  }

  private static InvalidInputException refused(String glob, String why) {
    return new InvalidInputException(
        "'%s' is no pattern of ids: %s. Write one such as kube* or *_image"
            .formatted(Printable.shortened(glob), Printable.of(why)));
  }
}
