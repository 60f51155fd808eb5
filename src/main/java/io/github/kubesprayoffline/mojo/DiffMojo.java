package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.WholeFile;
import io.github.kubesprayoffline.lock.DiffFormat;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockDiff;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what changes from one lock or bundle to another: components and their versions, files,
 * images, and how many bytes are new.
 *
 * @since 0.1.0
 */
@Mojo(name = "diff", aggregator = true, requiresProject = false, threadSafe = true)
public final class DiffMojo extends AbstractOfflineMojo {

  /**
   * The older one: a lock's file, a bundle's archive, or an unpacked bundle.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.from")
  File from;

  /**
   * The newer one. Default is {@code bundle}, and without one the lock beside the POM.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.to")
  File to;

  /**
   * The newer one, where {@code to} is not given: a bundle file.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.bundle")
  File bundle;

  /**
   * The newer one, where neither is given: the lock. Default is {@code kubespray-offline.lock.json}
   * beside the POM.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.lockFile")
  File lockFile;

  /**
   * {@code table}, {@code markdown} or {@code json}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.diffFormat", defaultValue = "table")
  String diffFormat;

  /**
   * A file to write to. Default is the console.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.diffFile")
  File diffFile;

  @Override
  void run() {
    if (from == null) {
      throw new InvalidInputException(
          "diff has nothing to compare with: give -Dkubespray.from=<old lock or bundle>");
    }
    Lock before = read(from.toPath());
    String text = DiffFormat.parse(diffFormat).write(LockDiff.between(before, read(newer())));
    if (diffFile == null) {
      text.lines().forEach(getLog()::info);
    } else {
      write(diffFile.toPath().toAbsolutePath(), text);
    }
  }

  private static Lock read(Path lock) {
    return Doing.what("reading " + lock, () -> Bundle.readLock(lock));
  }

  private Path newer() {
    if (to != null) {
      return to.toPath();
    }
    return bundle == null ? lockFile(lockFile) : bundle.toPath();
  }

  private void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new OfflineException(file + " cannot be written: " + e, e);
    }
    getLog().info("Written: " + file);
  }
}
