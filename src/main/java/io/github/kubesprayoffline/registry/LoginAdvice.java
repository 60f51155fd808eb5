package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.TransferException;

/** What to do about a registry that lets nobody in. */
final class LoginAdvice {

  private LoginAdvice() {}

  /**
   * The failure for a registry that refused the login we have, or wants one that we do not have.
   */
  static TransferException refused(String registry, boolean hasLogin) {
    String problem =
        hasLogin
            ? "%s refuses the login that is configured for it, or this account may not do this."
            : "%s wants a login, or has no such repository.";
    return new LoginRefusedException(
        (problem + " Give a <server> with <id>%s</id> in settings.xml, or run 'docker login %s'.")
            .formatted(registry, registry, registry));
  }
}
