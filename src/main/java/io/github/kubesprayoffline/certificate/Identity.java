package io.github.kubesprayoffline.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a server shows its clients.
 *
 * @param chain the server's own certificate first, then those that vouch for it
 * @param key of the first certificate
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {

  public Identity {
    chain = List.copyOf(chain);
    Objects.requireNonNull(key);
  }

  /** The server's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The last moment at which its certificate is good. */
  public Instant notAfter() {
    return certificate().getNotAfter().toInstant();
  }

  /** Whether less than a third of its time is left, so that a new one should be made. */
  public boolean isDue(Instant now) {
    Instant begin = certificate().getNotBefore().toInstant();
    long lifetime = notAfter().getEpochSecond() - begin.getEpochSecond();
    return now.isAfter(notAfter().minusSeconds(lifetime / 3));
  }

  /**
   * In the form that TLS takes.
   *
   * @param password for the key in it, which never leaves the memory
   */
  public KeyStore keyStore(char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key and its chain can always be kept together", e);
    }
  }
}
