package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The lock beside the POM. Where it is, a build follows it.
 *
 * @param path where it stands
 * @param update whether the build writes it anew in place of following it
 */
public record LockFile(Path path, boolean update) {

  /** The usual name. */
  public static final String NAME = "kubespray-offline.lock.json";

  public LockFile {
    Objects.requireNonNull(path);
  }

  /** The lock to follow; empty where there is none, or it is to be written anew. */
  public Optional<Lock> toFollow() {
    return update || !Files.exists(path)
        ? Optional.empty()
        : Optional.of(Doing.what("reading the lock " + path, () -> LockJson.read(path)));
  }

  /** Writes it, whole or not at all. */
  public void write(Lock lock) {
    try {
      WholeFile.write(path, out -> out.write(LockJson.write(lock)));
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(path, e),
          e);
    }
  }
}
