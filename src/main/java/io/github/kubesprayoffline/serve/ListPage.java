package io.github.kubesprayoffline.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;

/**
 * A part of a sorted list of names, as {@code n} and {@code last} ask for it.
 *
 * @param size how many names the client wants at most
 * @param isLast whether no names come after these
 */
record ListPage(List<String> names, int size, boolean isLast) {

  ListPage {
    names = List.copyOf(names);
  }

  /** The page that a query asks for; empty if its {@code n} is no number. */
  static Optional<ListPage> of(Collection<String> sorted, Fields query) {
    String n = query.getValue("n");
    String last = query.getValue("last");
    if (n != null && !n.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int size = n == null ? Integer.MAX_VALUE : Integer.parseInt(n);
    List<String> rest =
        sorted.stream().filter(name -> last == null || name.compareTo(last) > 0).toList();
    return Optional.of(
        new ListPage(
            rest.subList(0, Math.min(size, rest.size())), size, size >= rest.size() || size == 0));
  }

  /** The header field that leads to the next page, if there is one. */
  Optional<String> next(String path) {
    if (isLast) {
      return Optional.empty();
    }
    String last = URLEncoder.encode(names.get(names.size() - 1), StandardCharsets.UTF_8);
    return Optional.of("<%s?last=%s&n=%d>; rel=\"next\"".formatted(path, last, size));
  }
}
