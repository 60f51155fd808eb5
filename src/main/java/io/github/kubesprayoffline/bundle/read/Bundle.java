package io.github.kubesprayoffline.bundle.read;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.oci.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** A bundle to read: an archive, the volumes of one, or the folder that it was unpacked to. */
public final class Bundle {

  private final Path path;
  private final Supplier<BundleHeader> header = Suppliers.memoize(this::readHeader);

  private Bundle(Path path) {
    this.path = path;
  }

  /**
   * Opens a bundle. Whether it is sound shows when it is read.
   *
   * @param path the archive, the first of its volumes ({@code ….001}), or the unpacked top folder
   * @throws InvalidInputException if there is no file that can be one
   */
  public static Bundle open(Path path) {
    Bundle opened = new Bundle(path);
    try {
      opened.read().close();
      return opened;
    } catch (IOException e) {
      throw opened.unreadable(e);
    }
  }

  /**
   * Reads a lock from whatever has one.
   *
   * @param lockOrBundle a lock's file, or a bundle, of which only the beginning is read; also a
   *     delta
   * @throws InvalidInputException if there is none
   */
  public static Lock readLock(Path lockOrBundle) {
    return lockOrBundle.toString().endsWith(".json")
        ? LockJson.read(lockOrBundle)
        : open(lockOrBundle).lock();
  }

  /** The archive, the first of its volumes, or the unpacked top folder. */
  public Path path() {
    return path;
  }

  /** Whether it lies unpacked. */
  public boolean isFolder() {
    return Files.isDirectory(path);
  }

  /**
   * What the bundle is made of.
   *
   * @throws InvalidInputException if this is no bundle
   * @throws IntegrityException if the lock is not the one that SHA256SUMS names
   */
  public Lock lock() {
    return header().lock();
  }

  /** What stands first in it; read once. Fails as {@link #lock} does. */
  public BundleHeader header() {
    return header.get();
  }

  /** Reads the files one after the other, also those of a delta. */
  public BundleReader read() {
    try {
      return new BoundedReader(
          isFolder() ? new FolderReader(path) : new TarReader(ArchiveInput.open(path)));
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: no bundle can be read from there: %s. Give an archive or an unpacked bundle"
              .formatted(path, e),
          e);
    }
  }

  /** The same for those who need a whole bundle: they are told when it turns out to be a delta. */
  public BundleReader readWhole() {
    requireNoUnpackedDelta();
    return new WholeReader(path, read());
  }

  /**
   * Reads all of it, and hashes each file.
   *
   * @param source where the archive of the Kubespray tree is copied to
   */
  public BundleScan scan(Optional<Path> source) {
    try (BundleReader reader = read()) {
      return BundleScan.read(reader, source);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Opens the images in it. An archive is read to its end for that, so that nothing of a damaged
   * one is given out.
   *
   * @param threads how many blobs are given out at a time
   * @throws InvalidInputException if this is a delta
   */
  public ImageSource images(int threads) {
    requireNoUnpackedDelta();
    return isFolder() ? new FolderImages(this, threads) : ArchiveImages.read(this, threads);
  }

  /** Unpacks all that is in it; see {@link #unpack(Path, Predicate)}. */
  public UnpackedBundle unpack(Path target) {
    return unpack(target, path -> true);
  }

  /**
   * Unpacks a part of it. Every byte is verified while it is written.
   *
   * @param target the folder that an archive becomes, replaced if it is there; an unpacked bundle
   *     is used as it lies
   * @param wanted tells by their paths which files to unpack; {@code lock.json} always is
   * @throws IntegrityException if the archive is damaged or hostile; then there is no such folder
   */
  public UnpackedBundle unpack(Path target, Predicate<String> wanted) {
    requireNoUnpackedDelta();
    if (isFolder()) {
      return new UnpackedBundle(path, lock());
    }
    BundleUnpacker.unpack(this, target, wanted);
    return new UnpackedBundle(target, open(target).lock());
  }

  /**
   * Refuses an unpacked delta. That an archive is one shows at its end: see {@link #readWhole}.
   *
   * @throws InvalidInputException with what to do, if it is a delta
   */
  public void requireNoUnpackedDelta() {
    if (Files.exists(path.resolve(BundleLayout.DELTA_LIST), LinkOption.NOFOLLOW_LINKS)) {
      throw WholeReader.refused(path);
    }
  }

  private BundleHeader readHeader() {
    try (BundleReader reader = read()) {
      return BundleHeader.read(path, reader);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  OfflineException unreadable(IOException e) {
    return new OfflineException(
        "%s cannot be read: %s. Run the goal verify on the bundle.".formatted(path, e), e);
  }
}
