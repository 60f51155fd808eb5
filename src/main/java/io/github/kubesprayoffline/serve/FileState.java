package io.github.kubesprayoffline.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** What changes when anybody writes to a file, or puts another one or a link in its place. */
final class FileState {

  private FileState() {}

  /** The state of a regular file now. */
  static String read(Path file) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Files.readAttributes(
              file, "unix:ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS)
          .entrySet()
          .stream()
          .sorted(Map.Entry.comparingByKey())
          .toList()
          .toString();
    }
    return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
  }

  /** The attributes of a regular file. */
  static BasicFileAttributes attributes(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new IOException("it is no regular file");
    }
    return attributes;
  }
}
