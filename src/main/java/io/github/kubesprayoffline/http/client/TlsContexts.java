package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.TlsFiles;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts of PEM files. */
final class TlsContexts {

  private static final char[] NO_PASSWORD = new char[0];
  private static final KeyStore JDK_AUTHORITIES = null;
  private static final long LARGEST = 1 << 24;

  private TlsContexts() {}

  static SSLContext read(Optional<TlsFiles> files, boolean blind) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          files.flatMap(TlsFiles::certificate).isPresent() ? identity(files.get()) : null,
          blind ? new TrustManager[] {new BlindTrust()} : authorities(files),
          null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "The TLS files %s cannot be used: %s. Give PEM files, the key as unencrypted PKCS#8."
              .formatted(files.map(TlsFiles::toString).orElse(""), e.getMessage()),
          e);
    }
  }

  private static TrustManager[] authorities(Optional<TlsFiles> files)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    Optional<Path> ca = files.flatMap(TlsFiles::ca);
    factory.init(ca.isPresent() ? storeOf(certificates(ca.get())) : JDK_AUTHORITIES);
    return factory.getTrustManagers();
  }

  private static KeyStore storeOf(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (Certificate authority : authorities) {
      store.setCertificateEntry("ca-" + store.size(), authority);
    }
    return store;
  }

  private static KeyManager[] identity(TlsFiles files)
      throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> chain = certificates(files.certificate().orElseThrow());
    Path keyFile = files.key().orElseThrow(() -> new IOException("a certificate needs its key"));
    KeyStore store = emptyStore();
    store.setKeyEntry("us", key(keyFile), NO_PASSWORD, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(Path pem)
      throws GeneralSecurityException, IOException {
    try (InputStream in = new ByteArrayInputStream(SmallFile.read(pem, LARGEST))) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new IOException(pem + " holds no certificate");
      }
      return all;
    }
  }

  private static PrivateKey key(Path pem) throws GeneralSecurityException, IOException {
    String text = new String(SmallFile.read(pem, LARGEST), StandardCharsets.US_ASCII);
    String base64 = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    if (base64.contains("-")) {
      throw new IOException(pem + " is not an unencrypted PKCS#8 key");
    }
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // The next algorithm may read it.
      }
    }
    throw new IOException(pem + " is neither an RSA, EC nor Ed25519 key");
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
