package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;

/** One order at an ACME server, from the account to the certificate. */
final class AcmeOrder {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final AcmeSettings settings;
  private final KeyPair accountKey;
  private final Consumer<String> log;

  AcmeOrder(AcmeSettings settings, KeyPair accountKey, Consumer<String> log) {
    this.settings = settings;
    this.accountKey = accountKey;
    this.log = log;
  }

  Identity obtain(Collection<String> hostNames) {
    try {
      Order order =
          account()
              .newOrder()
              .identifiers(hostNames.stream().map(AcmeOrder::name).toList())
              .create();
      for (Authorization authorization : order.getAuthorizations()) {
        prove(authorization);
      }
      KeyPair key = Keys.generate();
      if (order.waitUntilReady(PATIENCE) != Status.READY) {
        throw refused("the order", order.getError());
      }
      order.execute(key);
      if (order.waitForCompletion(PATIENCE) != Status.VALID) {
        throw refused("the order", order.getError());
      }
      return new Identity(order.getCertificate().getCertificateChain(), key.getPrivate());
    } catch (AcmeException | AcmeLazyLoadingException e) {
      throw AcmeProblems.failure(settings.server(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OfflineException("Interrupted while a certificate was ordered", e);
    }
  }

  private Account account() throws AcmeException {
    Session session = AcmeServer.session(settings);
    Optional<URI> terms = session.getMetadata().getTermsOfService();
    if (terms.isPresent() && !settings.agreed()) {
      throw new InvalidInputException(
          "%s has terms of service: read %s, and agree with -Dkubespray.acmeAgree=true."
              .formatted(settings.server(), terms.get()));
    }
    AccountBuilder builder = new AccountBuilder().useKeyPair(accountKey);
    if (settings.agreed()) {
      builder.agreeToTermsOfService();
    }
    settings.email().ifPresent(builder::addEmail);
    return builder.create(session);
  }

  private void prove(Authorization authorization) throws AcmeException, InterruptedException {
    if (authorization.getStatus() == Status.VALID) {
      return;
    }
    String name = authorization.getIdentifier().getValue();
    try (ChallengeProof.Shown shown = settings.proof().show(authorization)) {
      Challenge challenge = shown.challenge();
      log.accept("Proving by %s that %s is ours".formatted(challenge.getType(), name));
      challenge.trigger();
      if (challenge.waitForCompletion(PATIENCE) != Status.VALID) {
        throw refused(name, challenge.getError());
      }
      authorization.waitForCompletion(PATIENCE);
    }
  }

  private OfflineException refused(String what, Optional<Problem> problem) {
    return new OfflineException(
        "%s has refused %s: %s"
            .formatted(
                settings.server(),
                what,
                problem.map(AcmeProblems::inWords).orElse("it does not say why. Try again")));
  }

  private static Identifier name(String host) {
    try {
      return CertificateNames.isAddress(host)
          ? Identifier.ip(InetAddress.getByName(host))
          : Identifier.dns(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address needs no name server", e);
    }
  }
}
