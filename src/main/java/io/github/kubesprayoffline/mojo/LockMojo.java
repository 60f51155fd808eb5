package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockFile;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes {@code kubespray-offline.lock.json} beside the POM: the source archive, every file's
 * checksum and size, every image's digests. From then on builds follow it, and whatever differs is
 * an error. A lock that is there already is written anew.
 *
 * @since 0.1.0
 */
@Mojo(name = "lock", requiresProject = false, threadSafe = true)
public final class LockMojo extends AbstractBuildMojo {

  @Override
  LockFile lock() {
    return new LockFile(lockFile(lockFile), true);
  }

  @Override
  void run() {
    Lock lock = job().lock();
    new SummaryTable(getLog()).print(job().summaries());
    getLog()
        .info(
            "Locked: %d files and %d images in %s"
                .formatted(lock.files().size(), lock.images().size(), lock().path()));
  }
}
