package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Problems;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A certificate and key that somebody else has made: read, and checked before a client sees it. */
public final class GivenFiles implements IdentitySource {

  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private final Path certificate;
  private final Path key;
  private final List<String> hostNames;

  /**
   * Takes these files.
   *
   * @param certificate PEM file, the server's certificate first
   * @param key PEM file of its private key
   * @param hostNames the names and addresses that it must be valid for; may be empty
   * @throws InvalidInputException if one of them is none
   */
  public GivenFiles(Path certificate, Path key, Collection<String> hostNames) {
    this.certificate = certificate;
    this.key = key;
    this.hostNames = HostName.require(hostNames);
  }

  /**
   * Reads and checks them; files that were replaced meanwhile are the new ones.
   *
   * @throws InvalidInputException saying all that is wrong: the key is another certificate's, the
   *     time is over or has not come, a name is missing, or everybody may have the key
   */
  @Override
  public Identity current(Instant now) {
    Identity identity = new Identity(PemFiles.certificates(certificate), PemFiles.key(key));
    PrivateFiles.requirePrivate(key);
    Problems problems = new Problems();
    if (!belongTogether(identity)) {
      problems.add(
          new InvalidInputException(
              "The key %s is not that of the certificate %s (%s): give the key that it was asked for with."
                  .formatted(key, certificate, subject(identity.certificate()))));
    }
    checkTime(identity.certificate(), now, problems);
    for (String missing : CertificateNames.missing(identity.certificate(), hostNames)) {
      problems.add(
          new InvalidInputException(
              "The certificate %s is not valid for %s, only for %s: get one that is, or take that out of hostNames."
                  .formatted(
                      certificate,
                      missing,
                      String.join(", ", CertificateNames.of(identity.certificate())))));
    }
    checkOrder(identity.chain(), problems);
    problems.throwIfAny();
    return identity;
  }

  /** Whether what the key signs, the certificate's own key confirms. */
  static boolean belongTogether(Identity identity) {
    PublicKey publicKey = identity.certificate().getPublicKey();
    PrivateKey privateKey = identity.key();
    String algorithm = SIGNATURES.get(kind(publicKey.getAlgorithm()));
    if (algorithm == null
        || !kind(privateKey.getAlgorithm()).equals(kind(publicKey.getAlgorithm()))) {
      return false;
    }
    try {
      byte[] text = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String kind(String algorithm) {
    return switch (algorithm) {
      case "ECDSA" -> "EC";
      case "Ed25519", "Ed448" -> "EdDSA";
      default -> algorithm;
    };
  }

  private void checkTime(X509Certificate shown, Instant now, Problems problems) {
    Instant begin = shown.getNotBefore().toInstant();
    Instant end = shown.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      problems.add(
          new InvalidInputException(
              "The certificate %s expired on %s: get a new one.".formatted(certificate, end)));
    } else if (now.isBefore(begin)) {
      problems.add(
          new InvalidInputException(
              "The certificate %s is valid from %s on, and here it is %s: check this machine's clock."
                  .formatted(certificate, begin, now)));
    }
  }

  /** TLS clients take the chain in order: each certificate signed by the one after it. */
  private void checkOrder(List<X509Certificate> chain, Problems problems) {
    for (int i = 0; i + 1 < chain.size(); i++) {
      X509Certificate upper = chain.get(i + 1);
      if (!chain.get(i).getIssuerX500Principal().equals(upper.getSubjectX500Principal())) {
        problems.add(
            new InvalidInputException(
                "%s: certificate %d (%s) is not the issuer of the one before it: put the server's certificate first, and each one's issuer after it."
                    .formatted(certificate, i + 2, subject(upper))));
        return;
      }
    }
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
