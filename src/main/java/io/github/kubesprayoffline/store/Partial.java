package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Content on its way into the store. What was written stays when the process dies, and the next one
 * goes on from {@link #length()}; the hash covers all of it. To be used within {@link
 * Store#exclusively}.
 */
public final class Partial implements Closeable {

  /** An ETag, and what it is the ETag of. */
  private static final long LONGEST_NOTE = 1 << 16;

  private final Store store;
  private final Path file;
  private final Path noteFile;
  private final FileChannel channel;
  private final Set<Algorithm> algorithms;
  private final Segments segments;
  private final InUse inUse;
  private final long most;
  private Hashes hashes;
  private long length;

  Partial(Store store, Path file, Set<Algorithm> algorithms, InUse inUse, long most)
      throws IOException {
    this.store = store;
    this.most = most;
    this.inUse = inUse;
    this.file = file;
    this.noteFile = file.resolveSibling(file.getFileName() + ".note");
    this.algorithms = Set.copyOf(algorithms);
    Disk.createFolder(file.getParent());
    this.channel =
        FileChannel.open(
            store.own(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    this.segments = new Segments(file);
    Seal.touch(file);
    this.hashes = new Hashes(this.algorithms);
    if (channel.size() > most) {
      restart();
      return;
    }
    this.length = channel.size();
    channel.position(length);
    hashes.updateFrom(file, length);
  }

  /** How many bytes are there already. */
  public long length() {
    return length;
  }

  /** What was noted about the origin of the bytes that are there; empty if nothing was. */
  public Optional<String> note() {
    try {
      return length > 0 && Files.exists(store.own(noteFile))
          ? Optional.of(new String(SmallFile.read(noteFile, LONGEST_NOTE), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException | InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Notes where the bytes come from (such as an ETag), for whoever resumes. */
  public void note(String text) {
    try {
      Disk.replaceLightly(noteFile, text); // Lost, it costs a fresh start; the hash proves all.
    } catch (IOException e) {
      throw Disk.failure("write", noteFile, e);
    }
  }

  /**
   * Appends bytes.
   *
   * @throws io.github.kubesprayoffline.error.OfflineException if the disk takes no more
   */
  public void write(byte[] bytes, int offset, int count) {
    Disk.append(channel, file, bytes, offset, count);
    hashes.update(bytes, offset, count);
    length += count;
    inUse.goOn();
  }

  /**
   * Appends all that comes by a stream, which is left open.
   *
   * @throws IOException if the stream cannot be read
   */
  public void writeAll(InputStream in) throws IOException {
    byte[] chunk = new byte[Hashes.CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      write(chunk, 0, read);
    }
  }

  /** Begins bytes from a later offset on, which {@link #absorb} takes in when it is their turn. */
  public Segment segment(long from) {
    try {
      return segments.open(from);
    } catch (IOException e) {
      throw Disk.failure("write", file, e);
    }
  }

  /** The first offset that bytes were written ahead for; writing on beyond it is waste. */
  public OptionalLong nextAhead() {
    return segments.first();
  }

  /** Takes in what was written ahead for this point; nobody may be writing there any more. */
  public void absorb() {
    try {
      for (Optional<Segment> next = segments.pollUpTo(length);
          next.isPresent();
          next = segments.pollUpTo(length)) {
        try (Segment segment = next.get()) {
          if (segment.to() <= most) {
            append(segment);
          }
          Segments.delete(segment);
        }
      }
    } catch (IOException e) {
      throw Disk.failure("write", file, e);
    }
  }

  /** Of one that a dead process was just taking in, the rest; nothing if it had not deleted it. */
  private void append(Segment segment) throws IOException {
    try (InputStream in = Files.newInputStream(segment.file())) {
      in.skipNBytes(Math.min(length, segment.to()) - segment.from());
      writeAll(in);
    } catch (NoSuchFileException e) {
      // Pruned, as it lay here for long. Whoever wants its bytes gets them from the origin.
    }
  }

  /** Reads what was written so far, from its first byte. */
  public InputStream read() {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw Disk.failure("read", file, e);
    }
  }

  /** Forgets all that was written. */
  public void restart() {
    try {
      channel.truncate(0);
      segments.deleteAll();
      Files.deleteIfExists(noteFile);
    } catch (IOException e) {
      throw Disk.failure("truncate", file, e);
    }
    hashes = new Hashes(algorithms);
    length = 0;
  }

  /** The checksum of all that was written, by sha256 or an algorithm named when it was opened. */
  public Checksum checksum(Algorithm algorithm) {
    return hashes.current(algorithm);
  }

  /**
   * Makes the bytes a blob of the store.
   *
   * @param expected what they must hash to, by sha256 or an algorithm named when this was opened
   * @throws IntegrityException if they do not; they are still there then, for {@link #restart}
   */
  public Blob admit(Checksum expected) {
    Checksum got = checksum(expected.algorithm());
    if (!got.equals(expected)) {
      throw new IntegrityException("got %s, want %s".formatted(got, expected));
    }
    try {
      channel.force(true);
      channel.close();
      Blob blob = store.admit(file, checksum(Algorithm.SHA256), length);
      store.alias(expected, blob.sha256());
      segments.deleteAll();
      Files.deleteIfExists(noteFile);
      return blob;
    } catch (IOException e) {
      throw Disk.failure("admit", file, e);
    }
  }

  /** Closes the file; what was written stays for the next attempt. */
  @Override
  public void close() {
    try {
      channel.close();
      segments.close();
      if (length == 0) {
        Files.deleteIfExists(file);
        Files.deleteIfExists(noteFile);
      }
    } catch (IOException e) {
      throw Disk.failure("close", file, e);
    }
  }
}
