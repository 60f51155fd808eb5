package io.github.kubesprayoffline.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** {@code TRUST.md}: how each distribution and each client comes to trust the authority. */
final class TrustGuide {

  private TrustGuide() {}

  static String of(X509Certificate authority, List<String> hostNames) {
    return template()
        .replace("@name@", authority.getSubjectX500Principal().getName().replace("CN=", ""))
        .replace("@fingerprint@", fingerprint(authority))
        .replace("@until@", authority.getNotAfter().toInstant().toString())
        .replace("@host@", hostNames.get(0));
  }

  /** As {@code openssl x509 -fingerprint -sha256} writes it. */
  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.ofDelimiter(":")
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be hashed", e);
    }
  }

  private static String template() {
    try (InputStream in = TrustGuide.class.getResourceAsStream("TRUST.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
