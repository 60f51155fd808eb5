package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.retry.Floor;
import io.github.kubesprayoffline.http.retry.RetryPolicy;

/**
 * What a transfer may cost: tries, bytes, and time.
 *
 * @param retry for bodies that break off; a retry goes on where the last one stopped
 * @param largest the most bytes of one item, whatever a server or a manifest says of its size
 * @param floor what each connection has to bring, or it counts as broken
 */
public record TransferRule(RetryPolicy retry, long largest, Floor floor) {

  /** 16 GiB: several times what Kubespray's largest image has. */
  public static final long DEFAULT_LARGEST = 16L << 30;

  public TransferRule {
    if (largest < 1) {
      throw new InvalidInputException(
          "maxFileSize is %d bytes: give a size such as 500m or 20g.".formatted(largest));
    }
  }

  /** The usual limits: 16 GiB, and 64 KiB a minute. */
  public static TransferRule of(RetryPolicy retry) {
    return new TransferRule(retry, DEFAULT_LARGEST, Floor.OF_AN_ITEM);
  }

  /** The same with another limit for one item. */
  public TransferRule withLargest(long bytes) {
    return new TransferRule(retry, bytes, floor);
  }
}
