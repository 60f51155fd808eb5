package io.github.kubesprayoffline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures the store, and takes out what was not used for long. */
final class Pruning {

  /** A running build may be about to use what it found in the last hour. */
  static final Duration GRACE = Duration.ofHours(1);

  private final Layout layout;

  /** A file of the store: content, or content on its way. */
  record Entry(Path path, long size, Instant lastUsed, boolean isBlob) {}

  Pruning(Layout layout) {
    this.layout = layout;
  }

  Usage usage() throws IOException {
    return sum(entries());
  }

  /** Takes out what was last used before {@code oldest}, then the oldest until the rest fits. */
  Usage prune(Instant oldest, long mostBytes) throws IOException {
    return prune(entries(), oldest, mostBytes);
  }

  Usage prune(List<Entry> entries, Instant oldest, long mostBytes) throws IOException {
    long left = sum(entries).bytes();
    Instant untouchable = Instant.now().minus(GRACE);
    List<Entry> removed = new ArrayList<>();
    for (Entry entry : entries) {
      boolean tooMuch = entry.lastUsed().isBefore(oldest) || left > mostBytes;
      if (tooMuch && isUnused(entry, untouchable)) {
        Files.deleteIfExists(entry.path());
        left -= entry.size();
        removed.add(entry);
      }
    }
    return sum(removed);
  }

  /** Looks again, as much may have been used since all was listed. */
  private static boolean isUnused(Entry entry, Instant untouchable) {
    return entry.lastUsed().isBefore(untouchable)
        && entry(entry.path(), entry.isBlob())
            .filter(now -> now.lastUsed().equals(entry.lastUsed()))
            .isPresent();
  }

  /** All that takes space, what was used least recently first. */
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    collect(layout.blobs(), true, entries);
    collect(layout.partials(), false, entries);
    entries.sort(Comparator.comparing(Entry::lastUsed).thenComparing(Entry::path));
    return entries;
  }

  private static void collect(Path folder, boolean blobs, List<Entry> into) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.forEach(file -> entry(file, blobs).ifPresent(into::add));
      }
    }
  }

  /** Nothing for folders, and for what another build took away meanwhile. */
  private static Optional<Entry> entry(Path file, boolean blob) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Instant used =
          (blob ? attributes.lastAccessTime() : attributes.lastModifiedTime()).toInstant();
      return attributes.isRegularFile()
          ? Optional.of(new Entry(file, attributes.size(), used, blob))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.failure("read", file, e);
    }
  }

  private static Usage sum(List<Entry> entries) {
    return new Usage(
        (int) entries.stream().filter(Entry::isBlob).count(),
        entries.stream().mapToLong(Entry::size).sum());
  }
}
