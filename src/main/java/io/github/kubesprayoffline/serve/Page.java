package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page that a person reads: what is in the bundle, and how to use it. It is whole without its
 * script; with it, the search filters while one types.
 */
final class Page {

  private static final Pattern PLACE = Pattern.compile("@([a-zA-Z]+)@");

  private final Lock lock;
  private final Map<String, String> values = new HashMap<>();
  private final List<Row> images = new ArrayList<>();
  private final List<Row> files = new ArrayList<>();
  private final Optional<String> firstImage;
  private final Optional<String> firstFile;

  /** A row of a table, and the text that the search looks into. */
  private record Row(String searched, String html) {

    Row {
      searched = searched.toLowerCase(Locale.ROOT);
    }
  }

  Page(ServedBundle bundle) {
    lock = bundle.lock();
    ImagePath imagePath = bundle.header().imagePath();
    lock.images().forEach(image -> images.add(row(image, imagePath)));
    lock.files().forEach(file -> files.add(row(file)));
    firstImage = UsageHints.firstImage(bundle);
    firstFile = UsageHints.firstFile(bundle);
    values.put("version", Html.text(lock.version()));
    values.put("architectures", Html.text(String.join(", ", lock.architectures())));
    values.put("imageCount", "" + images.size());
    values.put("imageSize", Sizes.of(imageBytes()));
    values.put("fileCount", "" + files.size());
    values.put("fileSize", Sizes.of(lock.files().stream().mapToLong(LockedFile::size).sum()));
    values.put("sourceHref", "/" + Html.path(bundle.header().sourcePath()));
    values.put("source", Html.text(bundle.header().sourcePath().replaceFirst(".*/", "")));
  }

  /**
   * The page as one client sees it.
   *
   * @param authority the host and port that the client knows this server by
   * @param query what to show only; empty for all
   */
  String html(String scheme, String authority, String query) {
    Map<String, String> all = new HashMap<>(values);
    all.put(
        "registry",
        word("-Dkubespray.registry=" + authority) + UsageHints.scheme(!scheme.equals("http")));
    all.put("filesRepo", word("-Dkubespray.filesRepo=" + scheme + "://" + authority + "/files"));
    all.put("insecure", scheme.equals("http") ? " --src-tls-verify=false" : "");
    all.put("query", Html.text(query));
    all.put("clear", query.isEmpty() ? " hidden" : "");
    all.put("firstImage", word("docker://" + authority + "/" + firstImage.orElse("IMAGE")));
    all.put(
        "firstFile",
        word(scheme + "://" + authority + "/files/" + firstFile.map(Html::encoded).orElse("")));
    put(all, "image", images, query);
    put(all, "file", files, query);
    return filled(PageHandler.resource("page.html"), all);
  }

  private static String word(String text) {
    return Html.text(Shell.word(text));
  }

  private static void put(Map<String, String> all, String kind, List<Row> rows, String query) {
    String[] words = query.strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<Row> shown = rows.stream().filter(row -> matches(row, words)).toList();
    all.put(kind + "Rows", shown.stream().map(Row::html).collect(Collectors.joining()));
    all.put(kind + "Shown", "" + shown.size());
    all.put(kind + "None", shown.isEmpty() ? "" : " hidden");
  }

  private static boolean matches(Row row, String[] words) {
    for (String word : words) {
      if (!row.searched().contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** In one pass, so that nothing that is filled in is taken for a place. */
  private static String filled(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }

  private long imageBytes() {
    Map<Checksum, Long> blobs = new HashMap<>();
    lock.images().forEach(image -> blobs.putAll(image.blobs()));
    return blobs.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Row row(LockedImage image, ImagePath imagePath) {
    String name =
        image.ref().tag().isEmpty()
            ? imagePath.repository(image.ref()) + "@" + image.digest()
            : imagePath.name(image.ref());
    String platforms =
        image.manifests().keySet().stream()
            .map(Platform::toString)
            .collect(Collectors.joining(", "));
    return new Row(
        String.join(" ", image.ref().toString(), name, platforms, image.digest().toString()),
        """
        <tr><td><span class="name">%s</span><span class="also">%s</span></td><td>%s</td>\
        <td class="number">%s</td><td class="digest">%s</td></tr>
        """
            .formatted(
                Html.text(name),
                Html.text(image.ref().toString()),
                Html.text(platforms),
                Sizes.of(image.totalSize()),
                image.digest()));
  }

  private static Row row(LockedFile file) {
    return new Row(
        String.join(" ", file.path(), file.sha256().toString()),
        """
        <tr><td><a class="name" href="/files/%s">%s</a></td>\
        <td class="number">%s</td><td class="digest">%s</td></tr>
        """
            .formatted(
                Html.path(file.path()),
                Html.text(file.path()),
                Sizes.of(file.size()),
                file.sha256()));
  }
}
