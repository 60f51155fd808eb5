package io.github.kubesprayoffline.publish;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A folder of any file system that Java has a provider for: local, Google Cloud Storage, S3 … */
final class FileSystemStorage implements FileStorage {

  private static final int SMALL = 16 << 20;

  private final Root root;
  private final String name;

  FileSystemStorage(Path root, String name) {
    this.root = new Root(root);
    this.name = name;
  }

  /**
   * The folder that a URI names.
   *
   * @throws InvalidInputException if no provider knows its scheme
   */
  static FileSystemStorage of(URI uri) {
    FileSystemProvider provider = provider(uri);
    return new FileSystemStorage(path(provider, uri), uri.getScheme() + ":" + withoutLogin(uri));
  }

  /** A plugin's class loader is not the system's, where {@code Path.of(URI)} would look. */
  private static FileSystemProvider provider(URI uri) {
    return providers()
        .filter(provider -> provider.getScheme().equalsIgnoreCase(uri.getScheme()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Nothing here can write to %s: storage: the schemes known are %s. Add the scheme's"
                            .formatted(
                                uri.getScheme(),
                                new TreeSet<>(
                                    providers().map(FileSystemProvider::getScheme).toList()))
                        + " file system provider to the plugin's <dependencies>."));
  }

  private static Stream<FileSystemProvider> providers() {
    ClassLoader loader = FileSystemStorage.class.getClassLoader();
    return Stream.concat(
        FileSystemProvider.installedProviders().stream(),
        StreamSupport.stream(
            ServiceLoader.load(FileSystemProvider.class, loader).spliterator(), false));
  }

  private static Path path(FileSystemProvider provider, URI uri) {
    try {
      return provider.getPath(uri);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "%s names no folder: %s".formatted(withoutLogin(uri), e.getMessage()), e);
    } catch (FileSystemNotFoundException e) {
      try {
        return provider.newFileSystem(uri, Map.of()).getPath(uri.getPath());
      } catch (IOException opening) {
        throw new InvalidInputException(
            "%s cannot be opened: %s".formatted(withoutLogin(uri), opening.getMessage()), opening);
      }
    }
  }

  private static String withoutLogin(URI uri) {
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    return "//" + authority.substring(authority.lastIndexOf('@') + 1) + uri.getRawPath();
  }

  @Override
  public OptionalLong size(String path) throws IOException {
    try {
      return OptionalLong.of(Files.size(root.at(path)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(SmallFile.read(root.at(path), SMALL));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String path, BodySource content) throws IOException {
    Files.createDirectories(root.at(path).getParent());
    Path target = root.at(path);
    if (target.getFileSystem() == FileSystems.getDefault()) {
      WholeFile.write(target, out -> copy(content, out));
    } else {
      writeObject(target, content);
    }
  }

  private static void copy(BodySource content, OutputStream out) throws IOException {
    try (InputStream in = content.open()) {
      in.transferTo(out);
    }
  }

  /** An object store cannot rename, but an object is not there before its last byte is. */
  private static void writeObject(Path target, BodySource content) throws IOException {
    FileStorage.tryOut(content);
    try (InputStream in = content.open()) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | OfflineException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }
}
