package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.bundle.read.BundleHeader;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.store.Hashes;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes the contents of an unpacked bundle as they lie. Whoever unpacked it, all of it is hashed
 * once; the store remembers the state of the files that was found good.
 */
final class ServedFolder {

  private final Path folder;
  private final Store store;
  private final Consumer<String> log;
  private final SortedMap<Checksum, Content> contents = new TreeMap<>();
  private final Problems problems = new Problems();

  ServedFolder(Path folder, Store store, Consumer<String> log) {
    this.folder = folder;
    this.store = store;
    this.log = log;
  }

  /**
   * Where each content lies in the folder.
   *
   * @throws OfflineException naming all that is missing or damaged
   */
  Map<Checksum, Content> contents(BundleHeader header) throws IOException {
    StringBuilder state = new StringBuilder();
    header.contents().forEach((sha256, locked) -> look(sha256, locked, state));
    problems.throwIfAny();
    String name = "served folder " + folder.toRealPath();
    Checksum seen = Checksum.sha256Of(state.toString().getBytes(StandardCharsets.UTF_8));
    if (store.resolve(name).filter(seen::equals).isEmpty()) {
      hashAll();
      store.remember(name, seen);
    }
    return contents;
  }

  private void look(Checksum sha256, BundleHeader.Content locked, StringBuilder state) {
    Path file = folder.resolve(locked.path());
    try {
      new Root(folder).at(locked.path());
      Content content = Content.open(sha256, file);
      if (content.size() != locked.size()) {
        throw new IntegrityException(
            "%s has %d bytes, the lock says %d".formatted(file, content.size(), locked.size()));
      }
      contents.put(sha256, content);
      state.append(sha256).append(' ').append(content.state()).append('\n');
    } catch (NoSuchFileException e) {
      problems.add(new IntegrityException("%s is missing".formatted(file)));
    } catch (IOException e) {
      problems.add(new OfflineException("%s cannot be read: %s".formatted(file, e), e));
    } catch (OfflineException e) {
      problems.add(e);
    }
  }

  private void hashAll() {
    long bytes = contents.values().stream().mapToLong(Content::size).sum();
    log.accept("Checking %d contents, %d bytes, of %s".formatted(contents.size(), bytes, folder));
    contents.values().parallelStream().forEach(this::hash);
    problems.throwIfAny();
  }

  private void hash(Content content) {
    Checksum got;
    try {
      got = Hashes.sha256Of(content.path());
    } catch (IOException e) {
      problems.add(new OfflineException("%s cannot be read: %s".formatted(content.path(), e), e));
      return;
    }
    if (!got.equals(content.sha256())) {
      problems.add(
          IntegrityException.mismatch(
              content.path().toString(), got, content.sha256(), "Unpack the bundle again."));
    }
  }
}
