package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.TransferException;

/** The network is switched off, so nobody was asked. */
public final class OfflineModeException extends TransferException {

  /** Names who would have been asked. */
  public OfflineModeException(String url) {
    super("%s is not asked: Maven is offline. Run once without -o.".formatted(url));
  }
}
