package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.certificate.Identity;
import io.github.kubesprayoffline.certificate.IdentitySource;
import java.time.Instant;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Makes, obtains or checks the certificate that a mirror shows, for {@code serve} and for web
 * servers alike: by an authority of your own ({@code https=ca}, the default here), from an ACME
 * server ({@code https=acme}), or from files that are there ({@code https=files}). What is there
 * and still good is left as it is, so that the goal may run every day.
 *
 * @since 0.1.0
 */
@Mojo(name = "certificate", aggregator = true, requiresProject = false, threadSafe = true)
public final class CertificateMojo extends AbstractCertificateMojo {

  /** There is no certificate to make for plain HTTP. */
  @Override
  Https https() {
    Https asked = super.https();
    return asked == Https.OFF ? Https.CA : asked;
  }

  @Override
  void run() {
    IdentitySource source = identitySource().orElseThrow();
    Identity identity = source.current(Instant.now());
    getLog().info("The certificate is good until " + identity.notAfter());
    if (https() != Https.FILES) {
      getLog().info("It is %s/server.pem, its key server-key.pem".formatted(folder()));
    }
    sayWhomToTrust();
  }
}
