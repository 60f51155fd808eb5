package io.github.kubesprayoffline.bundle.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kubesprayoffline.bundle.layout.Volumes;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The file that an archive is written to, or its volumes. They are written beside their final
 * names, and get those only when {@link #commit} finds all of them complete.
 */
public final class ArchiveFiles extends OutputStream {

  /** Their numbers have three digits, so that a shell's pattern sorts them. */
  private static final int MOST_VOLUMES = 999;

  private static final long STRETCH = 64 << 20;

  private final MessageDigest whole = Checksum.Algorithm.SHA256.newDigest();
  private final List<Volume> volumes = new ArrayList<>();
  private final Path target;
  private final OptionalLong volumeSize;
  private long size;

  /**
   * Begins an archive.
   *
   * @param volumeSize the most bytes that a volume may have; empty for one file
   */
  public ArchiveFiles(Path target, OptionalLong volumeSize) throws IOException {
    this.target = target.toAbsolutePath();
    this.volumeSize = volumeSize;
    Files.createDirectories(this.target.getParent());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      Volume volume = withRoom();
      int count = (int) Math.min(length - done, volumeSize.orElse(Long.MAX_VALUE) - volume.size);
      volume.write(bytes, offset + done, count);
      done += count;
    }
    whole.update(bytes, offset, length);
    size += length;
  }

  /** The sha256 of all bytes up to here. */
  public byte[] hashSoFar() {
    try {
      return ((MessageDigest) whole.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digests can be cloned", e);
    }
  }

  /** Gives all files their names; volumes of an earlier, longer archive go. */
  public WrittenBundle commit() throws IOException {
    for (Volume volume : volumes) {
      volume.finish();
    }
    List<Path> files = new ArrayList<>();
    for (Volume volume : volumes) {
      files.add(volume.rename());
    }
    deleteStaleVolumes();
    return new WrittenBundle(target, Checksum.of(Checksum.Algorithm.SHA256, whole), size, files);
  }

  /** Without a commit before it, leaves nothing behind. */
  @Override
  public void close() throws IOException {
    for (Volume volume : volumes) {
      volume.discard();
    }
  }

  private Volume withRoom() throws IOException {
    Volume last = volumes.isEmpty() ? null : volumes.get(volumes.size() - 1);
    if (last == null || last.size == volumeSize.orElse(Long.MAX_VALUE)) {
      if (last != null) {
        last.finish();
      }
      last = new Volume(nextName());
      volumes.add(last);
    }
    return last;
  }

  private Path nextName() {
    if (volumes.size() == MOST_VOLUMES) {
      throw new InvalidInputException(
          "%s would need more than %d volumes: give a larger volumeSize"
              .formatted(target, MOST_VOLUMES));
    }
    return volumeSize.isPresent() ? Volumes.volume(target, volumes.size() + 1) : target;
  }

  private void deleteStaleVolumes() throws IOException {
    if (volumeSize.isPresent()) {
      Files.deleteIfExists(target);
    }
    int number = volumeSize.isPresent() ? volumes.size() + 1 : 1;
    while (Files.deleteIfExists(Volumes.volume(target, number))) {
      Files.deleteIfExists(Volumes.checksumFile(Volumes.volume(target, number)));
      number++;
    }
  }

  private final class Volume {

    private final MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    private final Path name;
    private final Path fresh;
    private @Nullable FileChannel channel;
    private long size;
    private long unforced;

    Volume(Path name) throws IOException {
      this.name = name;
      this.fresh = name.resolveSibling("." + name.getFileName() + ".part");
      // A killed build's; or a link of somebody's, which must not be followed.
      Files.deleteIfExists(fresh);
      this.channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        Objects.requireNonNull(channel).write(buffer);
      }
      if (volumeSize.isPresent()) {
        digest.update(bytes, offset, length);
      }
      size += length;
      unforced += length;
      if (unforced >= STRETCH) {
        // So that the disk is busy meanwhile, and little is left for the end.
        Objects.requireNonNull(channel).force(false);
        unforced = 0;
      }
    }

    void finish() throws IOException {
      if (channel != null) {
        channel.force(true);
        channel.close();
        channel = null;
      }
    }

    Path rename() throws IOException {
      Files.move(fresh, name, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      if (volumeSize.isPresent()) {
        Checksum sha256 = Checksum.of(Checksum.Algorithm.SHA256, digest);
        byte[] line = (sha256.hex() + "  " + name.getFileName() + "\n").getBytes(UTF_8);
        WholeFile.write(Volumes.checksumFile(name), out -> out.write(line));
      }
      return name;
    }

    void discard() throws IOException {
      if (channel != null) {
        channel.close();
        channel = null;
      }
      Files.deleteIfExists(fresh);
    }
  }
}
