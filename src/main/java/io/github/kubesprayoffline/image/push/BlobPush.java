package io.github.kubesprayoffline.image.push;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.registry.Repository;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gets each blob into all repositories that want it, over the network once at most. */
final class BlobPush {

  private final Progress progress;
  private final Map<Checksum, List<Repository>> lacking = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger mounted = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  BlobPush(Progress progress) {
    this.progress = progress;
  }

  /**
   * Asks which repositories have a blob, and mounts it where one has it.
   *
   * @param wanting repositories that shall have it
   * @param holder another one that has it, if any is known
   * @return whether it must be sent
   */
  boolean look(Checksum digest, List<Repository> wanting, Optional<Repository> holder) {
    Map<Boolean, List<Repository>> there =
        wanting.stream().collect(Collectors.partitioningBy(it -> it.hasBlob(digest)));
    Optional<Repository> source =
        Stream.concat(there.getOrDefault(true, List.of()).stream(), holder.stream()).findFirst();
    List<Repository> lack = there.getOrDefault(false, List.of());
    List<Repository> left = source.map(from -> unmounted(digest, lack, from)).orElse(lack);
    lacking.put(digest, left);
    return !left.isEmpty();
  }

  /** Sends a blob to the first repository that lacks it, and mounts it in the others. */
  void send(Checksum digest, String name, BlobContent content) {
    List<Repository> left = lacking.getOrDefault(digest, List.of());
    VerifiedBlob verified = new VerifiedBlob(digest, name, content);
    progress.started(name, OptionalLong.of(content.size()), 0);
    while (!left.isEmpty()) {
      Repository first = left.get(0);
      put(first, digest, name, verified);
      sent.incrementAndGet();
      bytes.addAndGet(content.size());
      left = unmounted(digest, left.subList(1, left.size()), first);
    }
    progress.finished(name, content.size(), false);
  }

  private void put(Repository repository, Checksum digest, String name, VerifiedBlob verified) {
    try {
      repository.putBlob(digest, metered(name, verified));
    } catch (OfflineException e) {
      verified.throwIfDamaged();
      throw e;
    }
  }

  PushReport report(List<PushReport.Pushed> images) {
    return new PushReport(images, sent.get(), mounted.get(), bytes.get());
  }

  /** Those of the repositories into which the blob could not be mounted. */
  private List<Repository> unmounted(
      Checksum digest, List<Repository> repositories, Repository from) {
    return repositories.stream().filter(repository -> !mount(digest, repository, from)).toList();
  }

  private boolean mount(Checksum digest, Repository repository, Repository from) {
    boolean done = repository.mount(digest, from.path());
    mounted.addAndGet(done ? 1 : 0);
    return done;
  }

  private BlobContent metered(String name, BlobContent content) {
    return new BlobContent() {
      @Override
      public long size() {
        return content.size();
      }

      @Override
      public InputStream open(long offset) throws IOException {
        return new FilterInputStream(content.open(offset)) {
          @Override
          public int read(byte[] buffer, int start, int length) throws IOException {
            int read = super.read(buffer, start, length);
            if (read > 0) {
              progress.advanced(name, read);
            }
            return read;
          }
        };
      }
    };
  }
}
