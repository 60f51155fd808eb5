package io.github.kubesprayoffline.mojo;

import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem.Severity;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The servers and proxies of {@code settings.xml} with passwords that can be sent. One that cannot
 * be decrypted is left out aloud: the build may do without that login, and nobody is sent {@code
 * {...}} for a password.
 */
final class DecryptedLogins {

  private final SettingsDecrypter decrypter;
  private final Log log;

  DecryptedLogins(SettingsDecrypter decrypter, Log log) {
    this.decrypter = decrypter;
    this.log = log;
  }

  Server of(Server server) {
    Server wanted = server.clone();
    wanted.setPassphrase(null); // Of a key that nothing here uses.
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(wanted));
    if (isClear(result)) {
      return result.getServer();
    }
    warn("server", server.getId());
    wanted.setUsername(null);
    wanted.setPassword(null);
    return wanted;
  }

  Proxy of(Proxy proxy) {
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
    if (isClear(result)) {
      return result.getProxy();
    }
    if (proxy.isActive()) {
      warn("proxy", proxy.getId());
    }
    Proxy wanted = proxy.clone();
    wanted.setUsername(null);
    wanted.setPassword(null);
    return wanted;
  }

  /** Maven 4 also has warnings, about passwords that it did decrypt. */
  private static boolean isClear(SettingsDecryptionResult result) {
    return result.getProblems().stream()
        .allMatch(problem -> problem.getSeverity() == Severity.WARNING);
  }

  /** What Maven says of the problem is not repeated: it may have the value. */
  private void warn(String kind, String id) {
    log.warn(
        "The password of the %s '%s' in settings.xml cannot be decrypted, so no login is sent there. Is settings-security.xml that of this user? Else encrypt the password again: mvn --encrypt-password"
            .formatted(kind, id));
  }
}
