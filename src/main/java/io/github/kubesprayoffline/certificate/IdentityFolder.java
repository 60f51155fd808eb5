package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** The folder in which a server's certificate and key are kept from one start to the next. */
record IdentityFolder(Path folder) {

  private static final String CERTIFICATE = "server.pem";
  private static final String KEY = "server-key.pem";

  /**
   * Makes the keys of a folder, and the folder, their owner's again; says so where they were not.
   */
  static void mend(Path folder, Consumer<String> warn, String otherKey) {
    PrivateFiles.mendFolder(folder, warn);
    PrivateFiles.mendKey(folder.resolve(KEY), warn);
    PrivateFiles.mendKey(folder.resolve(otherKey), warn);
  }

  /** The file with the certificate and its chain. */
  Path certificate() {
    return folder.resolve(CERTIFICATE);
  }

  /** The file with the key. */
  Path key() {
    return folder.resolve(KEY);
  }

  /** What is kept; empty if nothing is, or only half of it. */
  Optional<Identity> load() {
    if (!Files.exists(certificate()) || !Files.exists(key())) {
      return Optional.empty();
    }
    try {
      Identity kept = new Identity(PemFiles.certificates(certificate()), PemFiles.key(key()));
      return GivenFiles.belongTogether(kept) ? Optional.of(kept) : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** What is kept, if it is valid for all these hosts and has not ended. */
  Optional<Identity> valid(Collection<String> hostNames, Instant now) {
    return load()
        .filter(kept -> now.isBefore(kept.notAfter()))
        .filter(kept -> CertificateNames.missing(kept.certificate(), hostNames).isEmpty());
  }

  Identity save(Identity identity) {
    PemFiles.write(key(), identity.key());
    PemFiles.write(certificate(), identity.chain());
    return identity;
  }
}
