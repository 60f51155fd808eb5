package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/** Keys and their folder, which are nobody else's business, on systems that know of others. */
final class PrivateFiles {

  private static final Set<PosixFilePermission> KEY = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** A system's group of servers may read a key that somebody else has made. */
  private static final Set<PosixFilePermission> GIVEN_KEY =
      PosixFilePermissions.fromString("rwxr-----");

  private PrivateFiles() {}

  /** Makes a folder, and those above it that there are not, for their owner alone. */
  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(folder, FOLDER));
    }
  }

  /** The permissions that a file in this folder is made with, whatever the umask adds. */
  static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> permissions) {
    return isPosix(place)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /**
   * Takes from everybody else what they may do with a key of ours, and says so.
   *
   * @throws InvalidInputException if that cannot be done
   */
  static void mendKey(Path key, Consumer<String> warn) {
    Set<PosixFilePermission> found = permissions(key);
    if (KEY.containsAll(found)) {
      return;
    }
    change(key, found, KEY);
    warn.accept(
        "%s was %s and is %s now: others may have had the key. If that matters, remove it to have a new one made."
            .formatted(key, text(found), text(KEY)));
  }

  /**
   * Takes from everybody else the right to put other files into a folder of ours, and says so.
   *
   * @throws InvalidInputException if that cannot be done
   */
  static void mendFolder(Path folder, Consumer<String> warn) {
    Set<PosixFilePermission> found = permissions(folder);
    if (!found.contains(PosixFilePermission.OTHERS_WRITE)) {
      return;
    }
    change(folder, found, FOLDER);
    warn.accept(
        "%s was %s and is %s now: anybody may have put another authority or key there."
            .formatted(folder, text(found), text(FOLDER)));
  }

  private static void change(
      Path file, Set<PosixFilePermission> found, Set<PosixFilePermission> wanted) {
    try {
      Files.setPosixFilePermissions(file, wanted);
    } catch (IOException e) {
      throw wide(file, found);
    }
  }

  /**
   * Looks whether a key that somebody else has made is open to everybody.
   *
   * @throws InvalidInputException if it is
   */
  static void requirePrivate(Path key) {
    Set<PosixFilePermission> found = permissions(key);
    if (!GIVEN_KEY.containsAll(found)) {
      throw wide(key, found);
    }
  }

  private static InvalidInputException wide(Path file, Set<PosixFilePermission> found) {
    return new InvalidInputException(
        "%s is %s, so that others may have the key or change it: run chmod go= on it first."
            .formatted(file, text(found)));
  }

  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return isPosix(file) && Files.exists(file) ? Files.getPosixFilePermissions(file) : Set.of();
    } catch (IOException e) {
      throw new InvalidInputException("%s cannot be looked at: %s".formatted(file, e), e);
    }
  }

  private static String text(Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.toString(permissions);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
