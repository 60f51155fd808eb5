package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.certificate.Identity;
import io.github.kubesprayoffline.certificate.IdentitySource;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.Daemons;
import io.github.kubesprayoffline.serve.BundleServer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.logging.Log;

/** Looks from time to time whether there is a newer certificate to show. */
final class Renewal {

  private static final long HOURS_BETWEEN = 6;

  private final IdentitySource source;
  private final BundleServer server;
  private final Log log;
  private Instant shownUntil;

  Renewal(IdentitySource source, BundleServer server, Log log) {
    this.source = source;
    this.server = server;
    this.log = log;
    this.shownUntil = source.current(Instant.now()).notAfter();
  }

  /** Begins to look, in a thread that ends with the JVM. */
  void start() {
    Daemons.named("certificate renewal").newThread(this::lookAgainAndAgain).start();
  }

  private void lookAgainAndAgain() {
    try {
      while (true) {
        TimeUnit.HOURS.sleep(HOURS_BETWEEN);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    Identity identity = source.current(Instant.now());
    if (!identity.notAfter().equals(shownUntil)) {
      server.renew(identity);
      shownUntil = identity.notAfter();
      log.info("A new certificate is shown, valid until " + shownUntil);
    }
  }

  private void look() {
    try {
      Doing.step("looking for a newer certificate", this::renew);
    } catch (OfflineException e) {
      log.warn("The certificate could not be renewed; tried again later. " + e.oneLine());
    }
  }
}
