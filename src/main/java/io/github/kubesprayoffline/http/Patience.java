package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.http.retry.Clock;
import io.github.kubesprayoffline.http.retry.Floor;
import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param silence for the next byte of a body; and in all for the beginning of an answer, however
 *     many headers and preliminary answers come meanwhile
 * @param floor what a body has to bring, byte after byte
 * @param clock measures it
 */
public record Patience(Duration silence, Floor floor, Clock clock) {

  /** How often somebody looks after the clock. */
  public Duration beat() {
    return silence.dividedBy(10);
  }
}
