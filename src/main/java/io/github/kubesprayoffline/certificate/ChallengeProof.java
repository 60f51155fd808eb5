package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;

/** Shows an ACME server that a name is ours. */
public sealed interface ChallengeProof permits HttpProof, DnsHook {

  /** What was put up for the server to see, taken down when closed. */
  interface Shown extends AutoCloseable {

    /** What the server is to look at. */
    Challenge challenge();

    @Override
    void close();
  }

  /**
   * Puts up what an authorization asks for.
   *
   * @throws InvalidInputException if the server does not offer this way for the name
   * @throws OfflineException if it cannot be put up
   */
  Shown show(Authorization authorization);

  /**
   * One way of an authorization to prove a name.
   *
   * @param other what to do where the server does not offer it
   */
  static <C extends Challenge> C challenge(
      Authorization authorization, Class<C> type, String way, String other) {
    return authorization
        .findChallenge(type)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "The ACME server does not offer %s for %s: %s."
                        .formatted(way, authorization.getIdentifier().getValue(), other)));
  }
}
