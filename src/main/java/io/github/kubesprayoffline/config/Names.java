package io.github.kubesprayoffline.config;

import java.util.Set;

/** The variables that the overlay itself is made of; no role reads them. */
final class Names {

  /** The registry's address. */
  static final String REGISTRY = "registry_host";

  /** The file server's URL. */
  static final String FILES = "files_repo";

  /** Who logs in to the registry. */
  static final String USER = "registry_user";

  /** The login's password, which the site keeps in a vault. */
  static final String PASSWORD = "registry_password";

  /** None of them is a variable to override: the overlay gives them their values. */
  static final Set<String> OWN = Set.of(REGISTRY, FILES, USER, PASSWORD);

  private Names() {}

  /** A reference to a variable. */
  static String reference(String name) {
    return "{{ %s }}".formatted(name);
  }
}
