package io.github.kubesprayoffline.http;

import java.io.IOException;

/** A fault that another try would only repeat. */
final class LastingFault extends IOException {

  LastingFault(String message) {
    super(message);
  }
}
