package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.SafeUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What changes from one lock to another.
 *
 * @param changes sorted by kind and name; none where both lead to the same bundle
 * @param bytesFrom the size of the old one's contents, each counted once
 * @param bytesTo the size of the new one's
 * @param bytesNew how much of the new one the old one does not have
 */
public record LockDiff(List<Change> changes, long bytesFrom, long bytesTo, long bytesNew) {

  /** What tells two releases of a file apart, the most telling first. */
  private static final List<Function<LockedFile, String>> FILE_LABELS =
      List.of(
          file -> VersionedPath.of(file.path()).version(),
          file -> file.sha256().toString(),
          LockedFile::path,
          LockedFile::url);

  private static final List<Function<LockedImage, String>> IMAGE_LABELS =
      List.of(
          image -> image.ref().identifier(),
          image -> image.ref().tag() + "@" + image.digest(),
          image -> image.manifests().keySet().toString(),
          image -> image.manifests().values().toString(),
          image -> "%d blobs %s".formatted(image.blobs().size(), image.blobs().keySet()));

  public LockDiff {
    changes = changes.stream().sorted().toList();
  }

  /** Compares two locks. */
  public static LockDiff between(Lock from, Lock to) {
    List<Change> changes = new ArrayList<>();
    addInputs(from, to, changes);
    addFiles(from, to, changes);
    addImages(from, to, changes);
    Map<Checksum, Long> before = contents(from);
    Map<Checksum, Long> after = contents(to);
    Map<Checksum, Long> added = new HashMap<>(after);
    added.keySet().removeAll(before.keySet());
    return new LockDiff(changes, sum(before), sum(after), sum(added));
  }

  private static void addInputs(Lock from, Lock to, List<Change> changes) {
    addInput("kubespray", Lock::version, from, to, changes);
    if (from.version().equals(to.version())) {
      addInput("kubespray source archive", Lock::sourceSha256, from, to, changes);
    }
    addInput("inventory", Lock::inventory, from, to, changes);
    addInput("architectures", lock -> String.join(",", lock.architectures()), from, to, changes);
    addInput("scope", Lock::scope, from, to, changes);
  }

  private static void addInput(
      String name, Function<Lock, Object> value, Lock from, Lock to, List<Change> changes) {
    Object before = value.apply(from);
    Object after = value.apply(to);
    if (!before.equals(after)) {
      changes.add(new Change(Change.Kind.INPUT, name, "" + before, "" + after, 0, 0));
    }
  }

  private static void addFiles(Lock from, Lock to, List<Change> changes) {
    LockPairing.of(
            from.files(),
            to.files(),
            file -> VersionedPath.of(file.path()).component(),
            LockedFile::path)
        .forEach(
            pair ->
                change(Change.Kind.FILE, pair, FILE_LABELS, LockedFile::size)
                    .ifPresent(changes::add));
  }

  private static void addImages(Lock from, Lock to, List<Change> changes) {
    LockPairing.of(
            from.images(),
            to.images(),
            image -> image.ref().registry() + "/" + image.ref().repository(),
            image -> image.ref().identifier())
        .forEach(
            pair ->
                change(Change.Kind.IMAGE, pair, IMAGE_LABELS, LockedImage::totalSize)
                    .ifPresent(changes::add));
  }

  /** The first label that differs says what has changed. */
  private static <T> Optional<Change> change(
      Change.Kind kind,
      LockPairing.Pair<T> pair,
      List<Function<T, String>> labels,
      ToLongFunction<T> size) {
    return labels.stream()
        .filter(label -> !Objects.equals(pair.from(label), pair.to(label)))
        .findFirst()
        .map(
            label ->
                new Change(
                    kind,
                    pair.key(),
                    printable(pair.from(label)),
                    printable(pair.to(label)),
                    pair.fromSize(size),
                    pair.toSize(size)));
  }

  /** A label may be a URL. */
  private static @Nullable String printable(@Nullable String label) {
    return label == null ? null : SafeUrl.of(label);
  }

  private static Map<Checksum, Long> contents(Lock lock) {
    Map<Checksum, Long> contents = new HashMap<>();
    lock.files().forEach(file -> contents.put(file.sha256(), file.size()));
    lock.images().forEach(image -> contents.putAll(image.blobs()));
    contents.put(lock.sourceSha256(), lock.kubesprayArchiveSize());
    return contents;
  }

  private static long sum(Map<Checksum, Long> contents) {
    return contents.values().stream().mapToLong(Long::longValue).sum();
  }
}
