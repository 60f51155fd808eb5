package io.github.kubesprayoffline.certificate;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * An ACME server, and how it is asked.
 *
 * @param server the URL of its directory
 * @param agreed whether the user has agreed to its terms of service
 * @param email where it may write to
 * @param trust a PEM file with the authorities to trust for the server itself; empty for the JDK's
 * @param proof how it is shown that the names are ours
 */
public record AcmeSettings(
    URI server,
    boolean agreed,
    Optional<String> email,
    Optional<Path> trust,
    ChallengeProof proof) {

  public AcmeSettings {
    Objects.requireNonNull(server);
    Objects.requireNonNull(email);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(proof);
  }
}
