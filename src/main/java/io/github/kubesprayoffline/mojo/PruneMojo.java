package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.store.Usage;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says how large the store is, and takes out what has not been used for long or is more than it may
 * hold. What a build has used within the last hour stays.
 *
 * @since 0.1.0
 */
@Mojo(name = "prune", aggregator = true, requiresProject = false, threadSafe = true)
public final class PruneMojo extends AbstractOfflineMojo {

  /**
   * The store of verified files and images, shared by all builds of this user.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.cache", defaultValue = "${user.home}/.m2/kubespray-offline")
  File cache;

  /**
   * Takes out what was not used for so many days.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.unusedDays")
  Integer unusedDays;

  /**
   * Takes out the least recently used until the store is no larger than this: {@code 20g}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.maxSize")
  String maxSize;

  @Override
  void run() {
    Store store = Store.open(cache.toPath());
    if (unusedDays != null || maxSize != null) {
      Usage taken = store.prune(oldest(), mostBytes());
      getLog().info("Removed %d items, %s".formatted(taken.blobs(), Sizes.of(taken.bytes())));
    }
    Usage usage = store.usage();
    getLog()
        .info(
            "The store %s holds %d items, %s"
                .formatted(store.root(), usage.blobs(), Sizes.of(usage.bytes())));
  }

  private Instant oldest() {
    return unusedDays == null ? Instant.EPOCH : Instant.now().minus(Duration.ofDays(unusedDays));
  }

  private long mostBytes() {
    return maxSize == null ? Long.MAX_VALUE : Sizes.parse("maxSize", maxSize);
  }
}
