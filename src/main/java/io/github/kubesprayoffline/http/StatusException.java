package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.TransferException;

/** A server answered with a status that ends the matter. */
public final class StatusException extends TransferException {

  private final int status;

  StatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status: {@code 404}. */
  public int status() {
    return status;
  }
}
