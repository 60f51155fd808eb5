package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.ArchiveFiles;
import io.github.kubesprayoffline.bundle.archive.Compressor;
import io.github.kubesprayoffline.bundle.archive.Entry;
import io.github.kubesprayoffline.bundle.archive.KeptOpen;
import io.github.kubesprayoffline.bundle.archive.TarWriter;
import io.github.kubesprayoffline.bundle.archive.WriteBehind;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.Seal;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.lock.Lock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Writes a bundle in one pass; the same contents give the same bytes. */
public final class BundleWriter {

  /** A smaller volume would make more files than three digits can number. */
  private static final long SMALLEST_VOLUME = 1 << 10;

  private final BundleFormat format;
  private final OptionalLong volumeSize;

  /** A writer of one file. */
  public BundleWriter(BundleFormat format) {
    this(format, OptionalLong.empty());
  }

  /**
   * A writer of volumes, {@code <archive>.001}, {@code .002}, …, which {@code cat} joins.
   *
   * @param volumeSize the most bytes that a volume may have; empty for one file
   */
  public BundleWriter(BundleFormat format, OptionalLong volumeSize) {
    this.format = format;
    this.volumeSize = volumeSize;
    if (volumeSize.orElse(SMALLEST_VOLUME) < SMALLEST_VOLUME) {
      throw new InvalidInputException(
          "volumeSize: got %d bytes, want at least %d; write 700m or 4g"
              .formatted(volumeSize.getAsLong(), SMALLEST_VOLUME));
    }
  }

  /**
   * Writes {@code <folder>/<name>.<extension>}, replacing what is there only once it is complete.
   * An archive that was made of the same contents and not touched since is left as it is.
   *
   * @throws io.github.kubesprayoffline.error.IntegrityException if a file is not what the lock says
   */
  public WrittenBundle write(BundleContents contents, Path folder) {
    return write(BundlePlan.of(contents), folder, "");
  }

  /**
   * Writes {@code <folder>/<name>.delta.<extension>}: only what an older bundle does not have. The
   * {@code apply.sh} in it makes the whole bundle of both.
   *
   * @param since what the older bundle holds
   */
  public WrittenBundle writeDelta(BundleContents contents, Lock since, Path folder) {
    return write(BundlePlan.of(contents).since(since), folder, ".delta");
  }

  private WrittenBundle write(BundlePlan plan, Path folder, String suffix) {
    Path target = folder.resolve(plan.name() + suffix + "." + format.extension());
    BuildStamp stamp = new BuildStamp(target, plan, format + " " + volumeSize);
    return stamp.find().orElseGet(() -> write(plan, target, stamp));
  }

  private WrittenBundle write(BundlePlan plan, Path target, BuildStamp stamp) {
    try (ArchiveFiles files = new ArchiveFiles(target, volumeSize)) {
      write(plan, files);
      WrittenBundle written = files.commit();
      stamp.write(written);
      return written;
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(target, e),
          e);
    }
  }

  private void write(BundlePlan plan, ArchiveFiles files) throws IOException {
    try (WriteBehind behind = new WriteBehind(files)) {
      Compressor compressor = Compressor.of(format, new KeptOpen(behind));
      try (TarWriter tar = new TarWriter(compressor, plan.name(), plan.timestamp())) {
        for (Entry entry : plan.entries()) {
          tar.write(entry);
        }
      }
    }
    files.write(Seal.of(format).of(files.hashSoFar()));
  }
}
