package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.io.BoundedStream;
import io.github.kubesprayoffline.io.Root;
import java.io.File;
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

  private final Root top;
  private final Iterator<String> paths;
  private final Map<Object, String> byFile = new HashMap<>();
  private @Nullable InputStream open;

  FolderReader(Path top) throws IOException {
    Path folder = top.toRealPath();
    this.top = new Root(folder);
    try (Stream<Path> all = Files.walk(folder)) {
      this.paths =
          inOrder(
                  all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                      .map(
                          path ->
                              folder.relativize(path).toString().replace(File.separatorChar, '/'))
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
    Optional<String> fault = SafePath.fault(path);
    if (fault.isPresent()) {
      throw refused(path, "it " + fault.get());
    }
    BasicFileAttributes attributes =
        Files.readAttributes(
            top.folder().resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw refused(path, "it is no regular file");
    }
    Object key = attributes.fileKey();
    String same = key == null ? null : byFile.putIfAbsent(key, path);
    if (same != null) {
      return new BundleItem(path, 0, Optional.of(same), InputStream.nullInputStream());
    }
    long size = attributes.size();
    open = new BoundedStream(top.open(path), size, most -> refused(path, "it grows"));
    return new BundleItem(path, size, Optional.empty(), open);
  }

  private static IntegrityException refused(String path, String why) {
    return new IntegrityException("%s: refused: %s".formatted(Printable.shortened(path), why));
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
