package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.lock.LockedFile;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The files by their {@code <host>/<path>}, below {@code /files/} and at the root alike: a web
 * server that serves the bundle's folder has the first form, one that serves its {@code files/} the
 * second. Kubespray's source archive is beside them.
 */
final class FilesHandler {

  /** Where the page says that the files are. */
  static final String ROOT = "/files/";

  private static final Map<String, String> TEXTS =
      Map.of("yml", Answer.PLAIN, "yaml", Answer.PLAIN, "txt", Answer.PLAIN, "json", Answer.JSON);

  private final SortedMap<String, Content> files = new TreeMap<>();
  private final String source;
  private final Content sourceContent;
  private final ContentSender sender;
  private final ServeLog log;

  FilesHandler(ServedBundle bundle, ContentSender sender, ServeLog log) {
    for (LockedFile file : bundle.lock().files()) {
      files.put(file.path(), bundle.content(file.sha256()));
    }
    this.source = "/" + bundle.header().sourcePath();
    this.sourceContent = bundle.content(bundle.lock().sourceSha256());
    this.sender = sender;
    this.log = log;
  }

  void handle(Answer answer) {
    String path = answer.path().substring(answer.path().startsWith(ROOT) ? ROOT.length() : 1);
    Content content = answer.path().equals(source) ? sourceContent : files.get(path);
    if (!answer.isRead()) {
      answer.refuseMethod();
    } else if (content != null) {
      send(answer, path, content);
    } else if (isFolder(path)) {
      answer.send(HttpStatus.OK_200, Answer.HTML, Listing.of(answer.path(), below(path)));
    } else if (isFolder(path + "/")) {
      answer.redirect(Html.encoded(answer.path() + "/"));
    } else {
      log.missing(answer);
      answer.refuse(HttpStatus.NOT_FOUND_404, "Not in the bundle: " + path);
    }
  }

  private void send(Answer answer, String path, Content content) {
    if (content.isUnchanged()) {
      sender.send(answer, content, type(path));
    } else {
      log.changed(content);
      answer.refuse(
          HttpStatus.INTERNAL_SERVER_ERROR_500, "The file is no longer what was verified: " + path);
    }
  }

  private boolean isFolder(String path) {
    return path.isEmpty() || (path.endsWith("/") && !below(path).isEmpty());
  }

  private SortedMap<String, Content> below(String folder) {
    if (folder.isEmpty()) {
      return files;
    }
    SortedMap<String, Content> below = new TreeMap<>();
    files
        .subMap(folder, folder.substring(0, folder.length() - 1) + "0")
        .forEach((path, content) -> below.put(path.substring(folder.length()), content));
    return below;
  }

  private static String type(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TEXTS.getOrDefault(extension, "application/octet-stream");
  }
}
