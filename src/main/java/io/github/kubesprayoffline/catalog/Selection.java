package io.github.kubesprayoffline.catalog;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What is selected of all entries.
 *
 * @param additions ids that count as if the inventory turned them on
 */
record Selection(
    Scope scope, List<String> includes, List<String> additions, List<String> excludes) {

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
    return globs.stream().map(Selection::matcher).anyMatch(each -> each.matches(Path.of(id)));
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob.strip());
  }
}
