package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A certificate authority of one's own. Nodes are told once to trust its {@code ca.pem}; the
 * server's certificates come and go without them.
 */
public final class OwnAuthority implements IdentitySource {

  /** The file that clients are to trust. */
  public static final String CA = "ca.pem";

  /** The file that tells how to make them. */
  public static final String GUIDE = "TRUST.md";

  private static final String CA_KEY = "ca-key.pem";
  private static final Duration CA_LIFETIME = Duration.ofDays(3650);

  /** As long as browsers let a server's certificate be valid. */
  private static final Duration SERVER_LIFETIME = Duration.ofDays(397);

  private final Path folder;
  private final List<String> hostNames;
  private final Consumer<String> log;

  /**
   * The authority of a folder.
   *
   * @param folder where it is kept; made if there is none
   * @param hostNames the names and addresses that the server's certificate shall be valid for
   * @param log takes a line for each certificate that is made, and for what had to be mended
   * @throws InvalidInputException if one of the names is none
   */
  public OwnAuthority(Path folder, Collection<String> hostNames, Consumer<String> log) {
    this.folder = folder;
    this.hostNames = HostName.require(hostNames);
    this.log = log;
  }

  /**
   * The server's certificate, made anew if there is none of this authority for all the names, or
   * its time is nearly over.
   *
   * @throws InvalidInputException if the authority's own files do not fit together or have ended
   */
  @Override
  public Identity current(Instant now) {
    IdentityFolder.mend(folder, log, CA_KEY);
    Identity authority = authority(now);
    IdentityFolder server = new IdentityFolder(folder);
    Optional<Identity> kept =
        server
            .valid(hostNames, now)
            .filter(identity -> !identity.isDue(now))
            .filter(
                identity ->
                    CertificateIssuer.isBy(identity.certificate(), authority.certificate()));
    Identity current = kept.orElseGet(() -> server.save(issue(authority, now)));
    PemFiles.write(
        folder.resolve(GUIDE), TrustGuide.of(authority.certificate(), hostNames), "rw-r--r--");
    return current;
  }

  private Identity issue(Identity authority, Instant now) {
    KeyPair key = Keys.generate();
    Instant end = earlier(now.plus(SERVER_LIFETIME), authority.notAfter());
    X509Certificate certificate =
        CertificateIssuer.server(authority, hostNames, key.getPublic(), now, end);
    log.accept(
        "Made a certificate for %s, valid until %s".formatted(String.join(", ", hostNames), end));
    return new Identity(List.of(certificate), key.getPrivate());
  }

  private Identity authority(Instant now) {
    Path certificate = folder.resolve(CA);
    Path key = folder.resolve(CA_KEY);
    if (Files.exists(certificate) != Files.exists(key)) {
      throw new InvalidInputException(
          "Of the authority in %s only one of %s and %s is there: bring the other one back, or remove this one to make a new authority, which every node must then be told to trust."
              .formatted(folder, CA, CA_KEY));
    }
    if (!Files.exists(certificate)) {
      return make(certificate, key, now);
    }
    Identity kept = new Identity(PemFiles.certificates(certificate), PemFiles.key(key));
    requireUsable(kept, now);
    return kept;
  }

  private Identity make(Path certificateFile, Path keyFile, Instant now) {
    KeyPair pair = Keys.generate();
    PrivateKey key = pair.getPrivate();
    X509Certificate certificate = CertificateIssuer.authority(pair, now, now.plus(CA_LIFETIME));
    PemFiles.write(keyFile, key);
    PemFiles.write(certificateFile, List.of(certificate));
    log.accept("Made an authority: %s; keep %s secret".formatted(certificateFile, keyFile));
    return new Identity(List.of(certificate), key);
  }

  private void requireUsable(Identity authority, Instant now) {
    if (!GivenFiles.belongTogether(authority)) {
      throw new InvalidInputException(
          "%s and %s in %s do not belong together: bring back the right ones."
              .formatted(CA, CA_KEY, folder));
    }
    if (authority.certificate().getBasicConstraints() < 0) {
      throw new InvalidInputException(
          "%s/%s is no authority's certificate: it may not sign others.".formatted(folder, CA));
    }
    if (now.isAfter(authority.notAfter())) {
      throw new InvalidInputException(
          "The authority %s/%s expired on %s: remove it and %s to make a new one, which every node must then be told to trust."
              .formatted(folder, CA, authority.notAfter(), CA_KEY));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
