package io.github.kubesprayoffline.serve;

import java.time.Duration;
import java.util.Objects;

/**
 * What one client may cost the others.
 *
 * @param request how long a connection may stand until the next request on it has come whole,
 *     however many of its bytes come meanwhile
 * @param answer within how long some of an answer must have been taken, again and again
 * @param connections how many may stand at a time; more wait until one ends
 */
public record ConnectionLimits(Duration request, Duration answer, int connections) {

  /** Enough for a site's nodes on a bad line, and too little to keep them out. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), 4096);

  public ConnectionLimits {
    Objects.requireNonNull(request);
    Objects.requireNonNull(answer);
  }
}
