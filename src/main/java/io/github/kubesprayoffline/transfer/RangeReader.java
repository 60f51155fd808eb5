package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.BoundedStream;
import io.github.kubesprayoffline.store.Partial;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an item from an origin, a range at a time, until all of it is there. */
final class RangeReader implements AutoCloseable {

  static final int CHUNK = 1 << 17;

  private final Item item;
  private final Bound bound;
  private final Origin origin;
  private final Partial partial;
  private final SegmentedFetch segments;
  private final List<Progress> listeners;
  private OptionalLong total = OptionalLong.empty();
  private boolean gzipped;

  RangeReader(
      Item item,
      Bound bound,
      Origin origin,
      Partial partial,
      SegmentedFetch segments,
      List<Progress> listeners) {
    this.item = item;
    this.bound = bound;
    this.origin = origin;
    this.partial = partial;
    this.segments = segments;
    this.listeners = listeners;
  }

  /** Whether the origin said, the last time, that it packed the bytes for the way. */
  boolean gzipped() {
    return gzipped;
  }

  /**
   * Reads to the end, or to where bytes lie ready that were read ahead.
   *
   * @return whether all is there
   * @throws IOException if the connection failed; what came before is kept
   */
  boolean next() throws IOException {
    segments.takeIn();
    if (total.isPresent() && partial.length() == total.getAsLong()) {
      return true;
    }
    Optional<String> validator = validator();
    if (validator.isEmpty() && item.expected().isEmpty()) {
      // Nothing would tell if the rest belonged to another version of the file.
      partial.restart();
    }
    try (OpenedItem opened = origin.open(partial.length(), OptionalLong.empty(), validator)) {
      begin(opened);
      copy(opened);
    }
    boolean stoppedShort =
        partial.nextAhead().isPresent()
            || (total.isPresent() && partial.length() < total.getAsLong());
    return !stoppedShort;
  }

  private void begin(OpenedItem opened) throws IOException {
    requireSameTotal(opened);
    if (opened.offset() != partial.length()) {
      segments.close();
      partial.restart();
    }
    gzipped = opened.gzipped();
    total = opened.total();
    checkTotal();
    partial.note(mark() + "\n" + opened.validator().orElse(""));
    listeners.forEach(each -> each.started(item.name(), total, partial.length()));
  }

  private void copy(OpenedItem opened) throws IOException {
    SegmentedFetch.Pace pace = segments.pace();
    InputStream body =
        new BoundedStream(
            opened.body(),
            bound.coming(gzipped) - partial.length(),
            unused -> refused(bound.more(origin.name())));
    byte[] chunk = new byte[CHUNK];
    long left = left();
    while (left > 0) {
      pace.asked();
      int read = body.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        checkEnd();
        return;
      }
      pace.got(read);
      partial.write(chunk, 0, read);
      listeners.forEach(each -> each.advanced(item.name(), read));
      segments.consider(opened, pace);
      left = left();
    }
  }

  /** To the end, or to what was read ahead; where no end is known, the origin will tell. */
  private long left() {
    long end = partial.nextAhead().orElse(total.orElse(Long.MAX_VALUE));
    return end - partial.length();
  }

  private void checkEnd() throws EOFException {
    if (total.isPresent() && partial.length() < total.getAsLong()) {
      throw new EOFException(
          "it ended after %d of %d bytes".formatted(partial.length(), total.getAsLong()));
    }
  }

  /** Even under the same ETag: parts of two versions make neither. */
  private void requireSameTotal(OpenedItem opened) throws IOException {
    boolean other =
        total.isPresent() && opened.total().isPresent() && !total.equals(opened.total());
    if (opened.offset() > 0 && other) {
      segments.close();
      partial.restart();
      throw new IOException(
          "it says that it has %d bytes, and said %d before"
              .formatted(opened.total().getAsLong(), total.getAsLong()));
    }
  }

  private void checkTotal() {
    if (item.size().isPresent() && total.isPresent() && !gzipped && !total.equals(item.size())) {
      throw refused(
          IntegrityException.mismatch(
              origin.name(),
              total.getAsLong() + " bytes",
              item.size().getAsLong() + " bytes",
              "Someone changed the file: compare with the publisher's."));
    }
    if (total.orElse(0) > bound.coming(gzipped)) {
      throw refused(bound.announces(origin.name(), total.getAsLong()));
    }
  }

  /** What an origin gave of something that is refused is of no use to the next try. */
  private OfflineException refused(OfflineException why) {
    if (notedHere().isPresent()) {
      segments.close();
      partial.restart();
    }
    return why;
  }

  /** The validator for If-Range, if the bytes that are there came from this very origin. */
  private Optional<String> validator() {
    return notedHere().filter(validator -> !validator.isEmpty());
  }

  /** What was noted of the bytes that are there, if they came from this very origin. */
  private Optional<String> notedHere() {
    return partial
        .note()
        .map(note -> note.split("\n", 2))
        .filter(note -> note.length == 2 && note[0].equals(mark()))
        .map(note -> note[1]);
  }

  /** The origin, for a file that shall give no secret of its URL away. */
  private String mark() {
    return Checksum.sha256Of(origin.key().getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** Ends what is still being read ahead. */
  @Override
  public void close() {
    segments.close();
  }
}
