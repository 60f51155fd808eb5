package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.RetryRule;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a transfer may cost: tries, bytes, and time.
 *
 * @param retry for bodies that break off; a retry goes on where the last one stopped
 * @param largest the most bytes of one item, whatever a server or a manifest says of its size
 * @param least bytes that have to come in each {@code span}, or the connection counts as broken
 * @param span of time that is spent waiting for an origin
 * @param nanos a clock that never goes back
 */
public record TransferRule(
    RetryRule retry, long largest, long least, Duration span, LongSupplier nanos) {

  /** 16 GiB: several times what Kubespray's largest image has. */
  public static final long DEFAULT_LARGEST = 16L << 30;

  public TransferRule {
    Objects.requireNonNull(retry);
    Objects.requireNonNull(span);
    Objects.requireNonNull(nanos);
    if (largest < 1) {
      throw new InvalidInputException(
          "maxFileSize is %d bytes: give a size such as 500m or 20g.".formatted(largest));
    }
  }

  /** The usual limits: 16 GiB, and 64 KiB a minute. */
  public static TransferRule of(RetryRule retry) {
    return new TransferRule(
        retry, DEFAULT_LARGEST, 64 << 10, Duration.ofMinutes(1), System::nanoTime);
  }

  /** The same with another limit for one item. */
  public TransferRule withLargest(long bytes) {
    return new TransferRule(retry, bytes, least, span, nanos);
  }

  /** The same by another clock. */
  TransferRule withClock(LongSupplier clock) {
    return new TransferRule(retry, largest, least, span, clock);
  }
}
