package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** What of this machine may be taken as a file: nothing that never ends, or that a kernel makes. */
final class LocalFile {

  private static final Set<String> MADE_BY_THE_KERNEL =
      Set.of(
          "proc",
          "sysfs",
          "devtmpfs",
          "devpts",
          "debugfs",
          "tracefs",
          "securityfs",
          "configfs",
          "cgroup",
          "cgroup2",
          "mqueue",
          "bpf",
          "pstore",
          "efivarfs",
          "fusectl",
          "binfmt_misc",
          "selinuxfs");

  private LocalFile() {}

  /**
   * The file itself. Links are followed: they are the user's own.
   *
   * @throws TransferException if it is a folder, a device, a pipe or of a system such as /proc
   */
  static Path require(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw refused(file, "it is a folder");
    }
    if (!Files.isRegularFile(file)) {
      throw refused(file, "it is a device, a pipe or a socket, which may never end");
    }
    if (MADE_BY_THE_KERNEL.contains(fileSystem(file))) {
      throw refused(file, "it is no file of a disk but the kernel's own");
    }
    return file;
  }

  private static TransferException refused(Path file, String why) {
    return new TransferException(
        "%s: %s, and is not read. Name a regular file."
            .formatted(Printable.of(file.toString()), why));
  }

  /** Its type; nothing where the system cannot tell, as within some containers. */
  private static String fileSystem(Path file) {
    try {
      return Files.getFileStore(file.toRealPath()).type();
    } catch (IOException | SecurityException e) {
      return "";
    }
  }
}
