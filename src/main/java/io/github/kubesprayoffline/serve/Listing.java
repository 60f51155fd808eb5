package io.github.kubesprayoffline.serve;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder's page: its folders, then its files with their sizes and checksums. */
final class Listing {

  private Listing() {}

  /**
   * The page of a folder.
   *
   * @param path as the client sees it, with a slash at its end
   * @param below all files in it, at whatever depth, by their paths from there
   */
  static String of(String path, SortedMap<String, Content> below) {
    StringBuilder rows = new StringBuilder();
    rows.append("<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n");
    folders(below).forEach((name, size) -> rows.append(row(name, "", "" + size)));
    below.forEach(
        (name, content) -> {
          if (!name.contains("/")) {
            rows.append(row(name, content.sha256().hex(), "" + content.size()));
          }
        });
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <link rel="stylesheet" href="/-/page.css">
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        <table>
        <thead><tr><th scope="col">name</th><th scope="col">sha256</th><th scope="col" class="number">bytes</th></tr></thead>
        <tbody>
        %2$s</tbody>
        </table>
        </main>
        </body>
        </html>
        """
        .formatted(Html.text(path), rows);
  }

  private static SortedMap<String, Long> folders(Map<String, Content> below) {
    SortedMap<String, Long> folders = new TreeMap<>();
    below.forEach(
        (name, content) -> {
          int slash = name.indexOf('/');
          if (slash >= 0) {
            folders.merge(name.substring(0, slash + 1), content.size(), Long::sum);
          }
        });
    return folders;
  }

  private static String row(String name, String sha256, String size) {
    return "<tr><td><a href=\"./%s\">%s</a></td><td class=\"digest\">%s</td><td class=\"number\">%s</td></tr>\n"
        .formatted(Html.path(name), Html.text(name), sha256, size);
  }
}
