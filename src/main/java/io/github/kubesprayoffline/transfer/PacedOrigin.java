package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.http.retry.PacedStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** An origin whose bodies break when they drip. */
record PacedOrigin(Origin origin, TransferRule rule) implements Origin {

  @Override
  public String name() {
    return origin.name();
  }

  @Override
  public String key() {
    return origin.key();
  }

  @Override
  public OpenedItem open(long from, OptionalLong to, Optional<String> validator)
      throws IOException {
    OpenedItem opened = origin.open(from, to, validator);
    return opened.withBody(new PacedStream(opened.body(), rule.floor(), rule.retry().clock()));
  }
}
