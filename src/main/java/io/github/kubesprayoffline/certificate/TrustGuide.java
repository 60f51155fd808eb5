package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.io.Resource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** {@code TRUST.md}: how each distribution and each client comes to trust the authority. */
final class TrustGuide {

  private TrustGuide() {}

  static String of(X509Certificate authority, List<String> hostNames) {
    return Resource.text(TrustGuide.class, "TRUST.md")
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
}
