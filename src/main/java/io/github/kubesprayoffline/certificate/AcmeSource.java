package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A certificate of an ACME server: of a public one, or of one that the site runs itself. The
 * account's key and the certificate are kept in a folder, and renewed when their time is nearly
 * over.
 */
public final class AcmeSource implements IdentitySource {

  private static final String ACCOUNT_KEY = "acme-account-key.pem";

  private final Path folder;
  private final AcmeSettings settings;
  private final List<String> hostNames;
  private final Consumer<String> log;

  /**
   * The ACME certificate of a folder.
   *
   * @param hostNames the names that the certificate shall be valid for; the server must be able to
   *     reach them
   * @param log takes a line for what happens
   * @throws InvalidInputException if there is no name, or one of them is none
   */
  public AcmeSource(
      Path folder, AcmeSettings settings, Collection<String> hostNames, Consumer<String> log) {
    if (hostNames.isEmpty()) {
      throw new InvalidInputException(
          "An ACME server gives certificates for names: give -Dkubespray.hostNames=mirror.example.com.");
    }
    this.folder = folder;
    this.settings = settings;
    this.hostNames = HostName.require(hostNames);
    this.log = log;
  }

  /**
   * The certificate that is kept, or a new one. If a new one cannot be had while the old one is
   * still valid, it is that one, and the log says why.
   *
   * @throws OfflineException in plain words, if there is none to be had
   */
  @Override
  public Identity current(Instant now) {
    IdentityFolder.mend(folder, log, ACCOUNT_KEY);
    IdentityFolder server = new IdentityFolder(folder);
    Optional<Identity> kept = server.valid(hostNames, now);
    if (kept.isPresent() && !kept.get().isDue(now)) {
      return kept.get();
    }
    try {
      Identity fresh = new AcmeOrder(settings, accountKey(), log).obtain(hostNames);
      log.accept(
          "%s has given a certificate for %s, valid until %s"
              .formatted(settings.server(), String.join(", ", hostNames), fresh.notAfter()));
      return server.save(fresh);
    } catch (OfflineException e) {
      if (kept.isEmpty()) {
        throw e;
      }
      log.accept(
          "The certificate, valid until %s, could not be renewed yet. %s"
              .formatted(kept.get().notAfter(), e.oneLine()));
      return kept.get();
    }
  }

  private KeyPair accountKey() {
    Path file = folder.resolve(ACCOUNT_KEY);
    if (Files.exists(file)) {
      return PemFiles.keyPair(file);
    }
    KeyPair pair = Keys.generate();
    PemFiles.write(file, pair.getPrivate());
    return pair;
  }
}
