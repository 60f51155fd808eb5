package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes a bundle in one pass; the same contents give the same bytes. */
public final class BundleWriter {

  private static final int BUFFER = 1 << 18;

  private final BundleFormat format;

  /** A writer of that kind of archive. */
  public BundleWriter(BundleFormat format) {
    this.format = format;
  }

  /**
   * Writes {@code <folder>/<name>.<extension>}, replacing what is there only once it is complete.
   *
   * @throws io.github.kubesprayoffline.error.IntegrityException if a file is not what the lock says
   */
  public WrittenBundle write(BundleContents contents, Path folder) {
    BundlePlan plan = BundlePlan.of(contents);
    Path target = folder.resolve(plan.name() + "." + format.extension());
    Path fresh = folder.resolve("." + target.getFileName() + ".part");
    try {
      Files.createDirectories(folder);
      try {
        Checksum sha256 = writeFile(plan, fresh);
        Files.move(
            fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new WrittenBundle(target, sha256, Files.size(target));
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(target, e),
          e);
    }
  }

  private Checksum writeFile(BundlePlan plan, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Checksum sha256 = write(plan, Channels.newOutputStream(channel));
      channel.force(true);
      return sha256;
    }
  }

  private Checksum write(BundlePlan plan, OutputStream out) throws IOException {
    DigestOutputStream hashed = new DigestOutputStream(out, Checksum.Algorithm.SHA256.newDigest());
    BufferedOutputStream buffered = new BufferedOutputStream(hashed, BUFFER);
    try (TarWriter tar =
        new TarWriter(
            Compressor.of(format, new KeptOpen(buffered)), plan.name(), plan.timestamp())) {
      for (Entry entry : plan.entries()) {
        tar.write(entry);
      }
    }
    buffered.flush();
    hashed.write(Seal.of(format).of(soFar(hashed.getMessageDigest())));
    return Checksum.of(Checksum.Algorithm.SHA256, hashed.getMessageDigest());
  }

  /** The hash of the bytes up to here, of a digest that goes on. */
  private static byte[] soFar(MessageDigest digest) {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digests can be cloned", e);
    }
  }
}
