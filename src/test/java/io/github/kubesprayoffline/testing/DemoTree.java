package io.github.kubesprayoffline.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** The small Kubespray-shaped tree of {@code demo/}, as files that a test may spoil on purpose. */
public final class DemoTree {

  /** The release that the tree says it is. */
  public static final String VERSION = "v9.1.0";

  /** The folder within the archive, as GitHub names it. */
  public static final String TOP = "kubespray-9.1.0";

  private final SortedMap<String, String> files;

  private DemoTree(SortedMap<String, String> files) {
    this.files = files;
  }

  /** The tree as it stands in the resources. */
  public static DemoTree load() {
    Path root = resource("demo/" + TOP);
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DemoTree(files);
  }

  /** The same tree with one text replaced in one file, which must contain it. */
  public DemoTree replace(String file, String text, String by) {
    String before = files.get(file);
    if (before == null || !before.contains(text)) {
      throw new IllegalArgumentException(file + " does not contain " + text);
    }
    return with(file, before.replace(text, by));
  }

  /** The same tree with one file more, or another one in its place. */
  public DemoTree with(String file, String content) {
    SortedMap<String, String> changed = new TreeMap<>(files);
    changed.put(file, content);
    return new DemoTree(changed);
  }

  /** The texts of its files, by path. */
  public SortedMap<String, String> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** The tree as the archive that GitHub would give for its tag. */
  public byte[] toTarGz() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      for (var file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(TOP + "/" + file.getKey());
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the tree into a folder, as somebody who cloned it would have it. */
  public Path writeTo(Path folder) {
    try {
      for (var file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** The lines of a text beside the tree, without comments. */
  public static List<String> lines(String name) {
    try {
      return Files.readAllLines(resource("demo/" + name)).stream()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(DemoTree.class.getClassLoader().getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
