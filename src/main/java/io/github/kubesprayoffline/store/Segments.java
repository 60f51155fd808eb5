package io.github.kubesprayoffline.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The segments that lie ready for later offsets of one partial. */
final class Segments {

  private static final String MARK = ".ahead-";
  private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

  private final Path partial;
  private final TreeMap<Long, Segment> byOffset = new TreeMap<>();

  /** Takes up what an earlier process left. */
  Segments(Path partial) throws IOException {
    this.partial = partial;
    String prefix = partial.getFileName() + MARK;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(partial.getParent(), prefix + "*")) {
      for (Path file : files) {
        String offset = file.getFileName().toString().substring(prefix.length());
        if (OFFSET.matcher(offset).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          open(Long.parseLong(offset));
        } else {
          Files.delete(file); // Nothing that was read ahead.
        }
      }
    }
  }

  Segment open(long from) throws IOException {
    Segment segment =
        new Segment(from, partial.resolveSibling(partial.getFileName() + MARK + from));
    byOffset.put(from, segment);
    return segment;
  }

  /** The first offset that something lies ready for. */
  OptionalLong first() {
    return byOffset.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byOffset.firstKey());
  }

  /** What begins at or before an offset, taken out of here. */
  Optional<Segment> pollUpTo(long offset) {
    return first().isPresent() && first().getAsLong() <= offset
        ? Optional.of(byOffset.pollFirstEntry().getValue())
        : Optional.empty();
  }

  static void delete(Segment segment) throws IOException {
    segment.close();
    Files.deleteIfExists(segment.file());
  }

  void deleteAll() throws IOException {
    for (Segment segment : byOffset.values()) {
      delete(segment);
    }
    byOffset.clear();
  }

  /** Keeps the files that have something in them. */
  void close() throws IOException {
    for (Segment segment : byOffset.values()) {
      segment.close();
      if (segment.to() == segment.from()) {
        Files.deleteIfExists(segment.file());
      }
    }
  }
}
