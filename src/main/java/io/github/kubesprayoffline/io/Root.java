package io.github.kubesprayoffline.io;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
    Path place = resolve(SafePath.require(path));
    if (mayHaveLinks()) {
      requireNoLink(place, path);
    }
    return place;
  }

  /**
   * Opens the file of a relative path, and no other one that somebody puts in its place meanwhile.
   *
   * @throws InvalidInputException if the path would lead out, or to what is no regular file
   */
  public InputStream open(String path) throws IOException {
    Path place = at(path);
    LinkOption[] following =
        mayHaveLinks() ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
    if (!Files.readAttributes(place, BasicFileAttributes.class, following).isRegularFile()) {
      throw new InvalidInputException(
          "%s in %s is no regular file, and is not read".formatted(path, folder));
    }
    InputStream opened = Files.newInputStream(place, (OpenOption[]) following);
    try {
      at(path); // A folder on the way may have become a link.
      return opened;
    } catch (InvalidInputException e) {
      opened.close();
      throw e;
    }
  }

  private Path resolve(String path) {
    try {
      return folder.resolve(path);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "%s cannot be the name of a file on this system: %s"
              .formatted(Printable.shortened(path), e.getReason()),
          e);
    }
  }

  private boolean mayHaveLinks() {
    FileSystem system = folder.getFileSystem();
    return system == FileSystems.getDefault()
        || system.supportedFileAttributeViews().contains("posix");
  }

  /** A link may lead anywhere, and what it leads to may change after any check of it. */
  private void requireNoLink(Path place, String path) {
    for (Path at = place; at != null && !at.equals(folder); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw new InvalidInputException(
            "%s in %s leads through the symbolic link %s, which is not followed. Put the file itself there."
                .formatted(Printable.shortened(path), folder, Printable.of(at.toString())));
      }
    }
  }
}
