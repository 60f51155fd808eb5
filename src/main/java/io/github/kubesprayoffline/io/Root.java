package io.github.kubesprayoffline.io;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that nothing leaves: the last check before a path from outside is read or written, also
 * where the value that it comes from was checked when it was made.
 *
 * @param folder may itself be reached through links; they are the user's own
 */
public record Root(Path folder) {

  /**
   * The place of a relative path below the folder.
   *
   * @throws InvalidInputException if the path would lead out, or a link lies on its way
   */
  public Path at(String path) {
    Path place = folder.resolve(SafePath.require(path));
    if (folder.getFileSystem() == FileSystems.getDefault()) {
      requireNoLink(place, path);
    }
    return place;
  }

  /** A link may lead anywhere, and what it leads to may change after any check of it. */
  private void requireNoLink(Path place, String path) {
    for (Path at = place; !at.equals(folder); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw new InvalidInputException(
            "%s in %s leads through the symbolic link %s, which is not followed. Put the file itself there."
                .formatted(Printable.shortened(path), folder, Printable.of(at.toString())));
      }
    }
  }
}
