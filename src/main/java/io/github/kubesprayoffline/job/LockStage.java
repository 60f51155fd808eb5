package io.github.kubesprayoffline.job;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockDrift;
import io.github.kubesprayoffline.lock.LockFile;
import io.github.kubesprayoffline.lock.Pins;
import java.nio.file.Path;
import java.util.Optional;

/** Follows the lock beside the POM, or writes it. */
final class LockStage {

  private final Optional<LockFile> file;
  private final Supplier<Optional<Lock>> followed;

  /**
   * The stage.
   *
   * @param file empty for a build without a lock
   */
  LockStage(Optional<LockFile> file) {
    this.file = file;
    this.followed = Suppliers.memoize(() -> file.flatMap(LockFile::toFollow));
  }

  /** The lock that the build follows; empty where there is none, or it is to be written. */
  Optional<Lock> followed() {
    return followed.get();
  }

  /** Whether the lock holds, or will hold, the build to the archive of its tree. */
  boolean pinsSource() {
    return followed().isPresent() || file.filter(LockFile::update).isPresent();
  }

  /**
   * What is to be brought for a catalog.
   *
   * @param inventory the digest of the user's inventory
   * @throws io.github.kubesprayoffline.error.InvalidInputException if the lock is of something else
   */
  Pins pins(Catalog catalog, Checksum inventory) {
    followed().ifPresent(locked -> LockDrift.requireNone(name(), locked, catalog, inventory));
    return Pins.of(catalog, followed());
  }

  /**
   * The lock of a bundle: the one that is followed, or else what was brought, which is written
   * where that was asked for.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if what was brought differs
   */
  Lock settle(Lock brought) {
    file.filter(LockFile::update).ifPresent(each -> each.write(brought));
    followed().ifPresent(locked -> LockDrift.requireNone(name(), locked, brought));
    return followed().orElse(brought);
  }

  private String name() {
    return file.map(LockFile::path).map(Path::toString).orElse(LockFile.NAME);
  }
}
