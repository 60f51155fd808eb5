package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks over an unpacked bundle, in the order of an archive. */
final class FolderReader implements BundleReader {

  private final Path top;
  private final Iterator<String> paths;
  private final Map<Object, String> byFile = new HashMap<>();
  private @Nullable InputStream open;

  FolderReader(Path top) throws IOException {
    this.top = top;
    try (Stream<Path> all = Files.walk(top)) {
      this.paths =
          inOrder(
                  all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                      .map(path -> top.relativize(path).toString().replace('\\', '/'))
                      .toList())
              .iterator();
    }
  }

  @Override
  public @Nullable BundleItem next() throws IOException {
    close();
    return paths.hasNext() ? item(paths.next()) : null;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }

  private BundleItem item(String path) throws IOException {
    Path file = top.resolve(path);
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || !EntryPath.isSafe(path)) {
      throw new IntegrityException(
          "%s: refused: it is no regular file".formatted(EntryPath.printable(path)));
    }
    Object key = attributes.fileKey();
    String same = key == null ? null : byFile.putIfAbsent(key, path);
    if (same != null) {
      return new BundleItem(path, 0, Optional.of(same), InputStream.nullInputStream());
    }
    open = Files.newInputStream(file);
    return new BundleItem(path, attributes.size(), Optional.empty(), open);
  }

  private static List<String> inOrder(List<String> paths) {
    return paths.stream()
        .sorted(Comparator.comparingInt(FolderReader::rank).thenComparing(path -> path))
        .toList();
  }

  private static int rank(String path) {
    int rank = BundlePlan.FIRST.indexOf(path);
    return rank < 0 ? BundlePlan.FIRST.size() : rank;
  }
}
