package io.github.kubesprayoffline.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What to do about a registry that lets nobody in. */
final class LoginAdvice {

  private final String registry;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  LoginAdvice(String registry) {
    this.registry = registry;
  }

  /** Notes what went wrong while a login was looked for, such as a helper that is not there. */
  void note(String warning) {
    warnings.add(warning);
  }

  /**
   * The failure for a registry that refused the login we have, or wants one that we do not have.
   */
  LoginRefusedException refused(boolean hasLogin) {
    String problem =
        hasLogin
            ? "%s refuses the login that is configured for it, or this account may not do this."
            : "%s wants a login, or has no such repository.";
    String advice = " Give a <server> with <id>%s</id> in settings.xml, or run 'docker login %s'.";
    String looked =
        hasLogin || warnings.isEmpty()
            ? ""
            : " None was found, and this went wrong: %s.".formatted(String.join("; ", warnings));
    return new LoginRefusedException(
        problem.formatted(registry) + looked + advice.formatted(registry, registry));
  }
}
