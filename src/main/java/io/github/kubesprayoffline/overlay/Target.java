package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.catalog.Download;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.ImagePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an entry asks for on a node, and where the mirror has it.
 *
 * @param variables the names that the entry's values were made of
 * @param asked a URL, or an image's name with its tag
 * @param address the name of the variable with the mirror's address
 * @param mirrored the path below that address, with a slash in front
 */
record Target(
    String id, Node node, Set<String> variables, String asked, String address, String mirrored) {

  /** The targets of an entry: its file, and its image even where it is a file on this node. */
  static List<Target> of(Download download, Node node, ImagePath imagePath) {
    List<Target> all = new ArrayList<>();
    download.file().ifPresent(file -> all.add(ofFile(download, node, file)));
    download
        .imageLine()
        .flatMap(line -> ofImage(download, node, line, imagePath))
        .ifPresent(all::add);
    return all;
  }

  private static Target ofFile(Download download, Node node, FileEntry file) {
    String mirrored = "/" + file.path() + query(file.url());
    return new Target(
        download.id(), node, download.variables(), file.url(), OverlayVariables.FILES, mirrored);
  }

  /** What of a URL is no part of the path: the mirror is asked with it, and does not look at it. */
  private static String query(String url) {
    return url.replaceFirst("[^?#]*", "");
  }

  private static Optional<Target> ofImage(
      Download download, Node node, String line, ImagePath imagePath) {
    try {
      String repository = imagePath.repository(ImageReference.parse(line));
      String name = "/" + repository + line.substring(endOfName(line));
      return Optional.of(
          new Target(
              download.id(), node, download.variables(), line, OverlayVariables.REGISTRY, name));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Where the tag or the digest begins. */
  private static int endOfName(String line) {
    int slash = line.lastIndexOf('/');
    for (int i = slash + 1; i < line.length(); i++) {
      if (line.charAt(i) == ':' || line.charAt(i) == '@') {
        return i;
      }
    }
    return line.length();
  }

  /** Whether a text is what it asks for, or that begins with it. */
  boolean beginsWith(String text) {
    return !text.isEmpty()
        && asked.startsWith(text)
        && (asked.length() == text.length()
            || text.endsWith("/")
            || "/:@".indexOf(asked.charAt(text.length())) >= 0);
  }

  /**
   * What stands in the place of the first part of what is asked for, so that the mirror is asked.
   *
   * @param part what it begins with
   * @return empty if the mirror has it under another kind of path
   */
  Optional<String> replacement(String part) {
    String rest = asked.substring(part.length());
    return mirrored.endsWith(rest)
        ? Optional.of(
            OverlayVariables.reference(address)
                + mirrored.substring(0, mirrored.length() - rest.length()))
        : Optional.empty();
  }
}
