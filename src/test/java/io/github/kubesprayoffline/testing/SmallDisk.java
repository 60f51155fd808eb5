package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system, which only root can make; needs {@code mount} and {@code umount}. */
public final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Makes one of this size, such as {@code 1m}, or ends the test aloud. */
  public static SmallDisk mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    try {
      Programs.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    } catch (AssertionError e) {
      Aloud.skipButInCi("no file system can be mounted here: " + e.getMessage());
    }
    return new SmallDisk(folder);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Changes it: {@code ro}, {@code size=8m}. */
  public void remount(String option) {
    Programs.run("mount", "-o", "remount," + option, folder.toString());
  }

  @Override
  public void close() {
    Programs.run("umount", folder.toString());
  }
}
