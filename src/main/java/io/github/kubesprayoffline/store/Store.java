package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The content-addressed folder. Any number of threads and processes may use it at once; see the
 * package's description for what lies where.
 */
public final class Store {

  /** Manifests and the like are hashed at each use, which costs nothing. */
  private static final long SMALL = 1 << 16;

  /** A checksum, and a URL or the like. */
  private static final long LONGEST_POINTER = 1 << 16;

  private final Layout layout;
  private final InUse inUse;

  private Store(Layout layout, InstantSource clock) {
    this.layout = layout;
    this.inUse = new InUse(clock);
  }

  /**
   * Opens the store in a folder, which is made when first written to.
   *
   * @throws InvalidInputException if there is something there that is not a folder
   */
  public static Store open(Path root) {
    return open(root, InstantSource.system());
  }

  static Store open(Path root, InstantSource clock) {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new InvalidInputException(
          "The store %s is not a folder: give one with -Dkubespray.cache=<folder>."
              .formatted(root));
    }
    return new Store(new Layout(root.toAbsolutePath().normalize()), clock);
  }

  /** The folder that it lies in. */
  public Path root() {
    return layout.root();
  }

  /**
   * The content with that checksum. It was verified when it was admitted, and is again if anything
   * wrote to its file since, if somebody suspects it or if it is small; a damaged entry is taken
   * out and counts as missing.
   */
  public Optional<Blob> find(Checksum checksum) {
    Optional<Checksum> sha256 =
        checksum.algorithm() == Algorithm.SHA256
            ? Optional.of(checksum)
            : pointer(layout.alias(checksum), "");
    return sha256.flatMap(this::verified);
  }

  /**
   * Says that a file, which may be a link into a store, does not hold what it should although
   * nobody wrote to it: a disk that loses bits changes no times. Its store hashes it then before it
   * gives it to anyone again.
   */
  public static void suspect(Path file) {
    try {
      Seal.touch(file);
    } catch (IOException e) {
      // Not ours to repair; whoever found it says where it lies.
    }
  }

  private Optional<Blob> verified(Checksum sha256) {
    Path path = own(layout.blob(sha256));
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.size() <= SMALL || !Seal.isIntact(attributes, sha256)) {
        if (!Hashes.sha256Of(path).equals(sha256)) {
          Files.deleteIfExists(path);
          return Optional.empty();
        }
        if (!Seal.isIntact(attributes, sha256)) {
          Seal.renew(path, sha256);
        }
      }
      inUse.add(path);
      return Optional.of(new Blob(sha256, attributes.size(), path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.failure("read", path, e);
    }
  }

  /**
   * Runs an action that no other thread or process runs under this key at the same time. The lock
   * goes with its process, however that ends.
   */
  public <T> T exclusively(String key, Supplier<T> action) {
    return ItemLocks.holding(own(layout.lock(key)), action, inUse::goOn);
  }

  /**
   * Begins or resumes content under a key of the caller's choice.
   *
   * @param algorithms what the content shall be hashed by beside sha256
   */
  public Partial partial(String key, Set<Algorithm> algorithms) {
    return partial(key, algorithms, Long.MAX_VALUE);
  }

  /**
   * The same, where what an earlier process left is of use only up to a size: if there is more, it
   * is thrown away unread.
   */
  public Partial partial(String key, Set<Algorithm> algorithms, long most) {
    Path file = layout.partial(key);
    try {
      return new Partial(this, file, algorithms, inUse, most);
    } catch (IOException e) {
      throw Disk.failure("write", file, e);
    }
  }

  /** Admits content that is at hand. */
  public Blob put(byte[] content) {
    Checksum sha256 = Checksum.sha256Of(content);
    return find(sha256)
        .orElseGet(() -> exclusively(sha256.toString(), () -> write(sha256, content)));
  }

  private Blob write(Checksum sha256, byte[] content) {
    try (Partial partial = partial(sha256.toString(), Set.of())) {
      partial.restart();
      partial.write(content, 0, content.length);
      return partial.admit(sha256);
    }
  }

  /** The checksum that was last remembered for a name: a URL's content, a tag's digest. */
  public Optional<Checksum> resolve(String name) {
    return pointer(layout.ref(name), name + "\n");
  }

  /** Remembers what a name stood for. */
  public void remember(String name, Checksum checksum) {
    if (resolve(name).filter(checksum::equals).isPresent()) {
      return;
    }
    Path ref = layout.ref(name);
    try {
      Disk.replace(ref, checksum + "\n" + name + "\n");
    } catch (IOException e) {
      throw Disk.failure("write", ref, e);
    }
  }

  /**
   * Puts a blob where a user looks for it: a hard link where the file system can, else a copy.
   * Replaces what is there.
   */
  public void link(Blob blob, Path target) {
    try {
      Links.place(blob.path(), target);
    } catch (NoSuchFileException e) {
      throw new OfflineException(
          "%s is no longer in the store %s: someone took it out. Run the build again; it brings what is missing."
              .formatted(blob.sha256(), layout.root()),
          e);
    } catch (IOException e) {
      throw new OfflineException(
          "Cannot put %s under %s: %s".formatted(blob.sha256(), target, e), e);
    }
  }

  /** What all contents, and those on their way, take of the disk. */
  public Usage usage() {
    try {
      return new Pruning(layout).usage();
    } catch (IOException e) {
      throw Disk.failure("read", layout.root(), e);
    }
  }

  /**
   * Takes out what was not used since {@code oldest}, and then the least recently used until no
   * more than {@code mostBytes} are left. What was used within the last hour stays, as a build may
   * be at it; one that takes longer notes now and then that it still is.
   *
   * @return what was taken out
   */
  public Usage prune(Instant oldest, long mostBytes) {
    try {
      return new Pruning(layout).prune(oldest, mostBytes);
    } catch (IOException e) {
      throw Disk.failure("prune", layout.root(), e);
    }
  }

  Blob admit(Path file, Checksum sha256, long size) throws IOException {
    Path path = own(layout.blob(sha256));
    Disk.createFolder(path.getParent());
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }
    Seal.set(file, sha256);
    Seal.noteUse(file);
    Disk.rename(file, path);
    inUse.add(path);
    return new Blob(sha256, size, path);
  }

  void alias(Checksum checksum, Checksum sha256) throws IOException {
    if (checksum.algorithm() != Algorithm.SHA256) {
      Disk.replace(layout.alias(checksum), sha256 + "\n");
    }
  }

  /**
   * A place in the store, where there is a file of its own or nothing yet.
   *
   * @throws InvalidInputException if it leads through a link, or there is something else
   */
  Path own(Path place) {
    for (Path at = place; !at.equals(layout.root()); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw foreign(at, "a symbolic link, which is not followed");
      }
    }
    if (Files.exists(place) && !Files.isRegularFile(place)) {
      throw foreign(place, "no regular file");
    }
    return place;
  }

  private InvalidInputException foreign(Path place, String what) {
    return new InvalidInputException(
        "%s in the store is %s: no build made it. Remove it and run the build again; to have the store elsewhere, use -Dkubespray.cache=<folder>."
            .formatted(place, what));
  }

  /** A checksum on a line of its own, and after it just the rest. */
  private Optional<Checksum> pointer(Path file, String rest) {
    Path place = own(file);
    try {
      String text = new String(SmallFile.read(place, LONGEST_POINTER), StandardCharsets.UTF_8);
      int line = text.indexOf('\n');
      return line >= 0 && text.substring(line + 1).equals(rest)
          ? Optional.of(Checksum.parse(text.substring(0, line)))
          : Optional.empty();
    } catch (IOException | InvalidInputException e) {
      return Optional.empty();
    }
  }
}
