package io.github.kubesprayoffline.http;

import java.io.IOException;

/** A fault that another try would only repeat. */
public final class LastingFault extends IOException {

  /** A fault that these words describe to the user. */
  public LastingFault(String message) {
    super(message);
  }
}
