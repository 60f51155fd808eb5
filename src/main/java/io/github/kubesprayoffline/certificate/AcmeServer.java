package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** The way to an ACME server, which may have a certificate of a site's own authority. */
final class AcmeServer extends GenericAcmeProvider {

  private final Optional<SSLContext> trust;

  private AcmeServer(Optional<SSLContext> trust) {
    this.trust = trust;
  }

  static Session session(AcmeSettings settings) {
    if (!settings.server().toString().startsWith("https://")) {
      throw new InvalidInputException(
          "acmeServer is '%s': give the https URL of its directory, such as https://acme-v02.api.letsencrypt.org/directory."
              .formatted(settings.server()));
    }
    return new Session(
        settings.server(), new AcmeServer(settings.trust().map(AcmeServer::trusting)));
  }

  @Override
  protected HttpConnector createHttpConnector(NetworkSettings network) {
    return new HttpConnector(network) {
      @Override
      public HttpClient.Builder createClientBuilder() {
        HttpClient.Builder builder = super.createClientBuilder();
        trust.ifPresent(builder::sslContext);
        return builder;
      }
    };
  }

  static SSLContext trusting(Path authorities) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate authority : PemFiles.certificates(authorities)) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new InvalidInputException(
          "%s cannot be used to trust the ACME server: %s. Give a PEM file with its authority's certificate."
              .formatted(authorities, e.getMessage()),
          e);
    }
  }
}
