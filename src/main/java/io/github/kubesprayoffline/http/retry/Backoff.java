package io.github.kubesprayoffline.http.retry;

import io.github.kubesprayoffline.error.TransferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The failures of one undertaking, and the pauses between its tries. Only progress that is worth it
 * makes up for failures: bytes that were never there before, and not a few of them; else a server
 * that gives or takes one byte a try would be asked for ever.
 */
public final class Backoff {

  /** A slow link that breaks now and then brings more between two breaks. */
  static final long PROGRESS = 256 << 10;

  private final String name;
  private final RetryPolicy policy;
  private final RetryListener listener;
  private final List<Exception> earlier = new ArrayList<>();
  private int failures;
  private long farthest;

  /**
   * An undertaking that has not failed yet.
   *
   * @param name fit for messages
   */
  public Backoff(String name, RetryPolicy policy, RetryListener listener) {
    this.name = name;
    this.policy = policy;
    this.listener = listener;
  }

  /** Notes how many bytes are there by now, from the first one on. */
  public void reached(long length) {
    if (length - farthest >= PROGRESS) {
      farthest = length;
      failures = 0;
      earlier.clear();
    }
  }

  /** What a Retry-After asks to wait; nothing if there is none, or none that can be read. */
  public Duration asked(Optional<String> retryAfter) {
    return retryAfter
        .flatMap(value -> RetryAfter.parse(value, policy.clock().now()))
        .orElse(Duration.ZERO);
  }

  /** Whether there is no other try, or a server asks for more patience than there is. */
  public boolean isOver(Duration asked) {
    return !policy.allows(failures, asked);
  }

  /**
   * Waits before the next try.
   *
   * @param reason for messages
   * @param asked what the server asks to wait
   * @throws E the failure, with those before it, if it was the last
   */
  public <E extends Exception> void pauseOrThrow(E failure, String reason, Duration asked)
      throws E {
    if (isOver(asked)) {
      throw last(failure);
    }
    earlier.add(failure);
    pause(reason, asked);
  }

  /**
   * Waits before the next try, whether or not it is over.
   *
   * @throws TransferException if the thread is interrupted
   */
  public void pause(String reason, Duration asked) {
    Duration pause = policy.pause(failures++, asked);
    listener.retrying(name, "%s; next try in %.0f s".formatted(reason, pause.toMillis() / 1000.0));
    try {
      policy.clock().pause(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The failure that ends it, with those before it. */
  public <E extends Exception> E last(E failure) {
    earlier.stream().filter(before -> before != failure).forEach(failure::addSuppressed);
    return failure;
  }

  /** The end of it where the thread was interrupted, which it stays. */
  public TransferException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new TransferException(name + ": interrupted.", cause);
  }
}
