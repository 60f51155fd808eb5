package io.github.kubesprayoffline.overlay;

import java.util.Set;

/** The variables that lead to the mirror in every release. */
public final class OverlayVariables {

  /** The registry's address. */
  public static final String REGISTRY = "registry_host";

  /** The file server's URL. */
  public static final String FILES = "files_repo";

  /**
   * The registries that containerd asks the mirror for, since 2.23; a role of Kubespray's reads it.
   */
  public static final String MIRRORS = "containerd_registries_mirrors";

  /** Who logs in to the registry. */
  static final String USER = "registry_user";

  /** The login's password, which the site keeps in a vault. */
  static final String PASSWORD = "registry_password";

  /** None of them is a variable to override: the overlay gives them their values. */
  static final Set<String> OWN = Set.of(REGISTRY, FILES, USER, PASSWORD);

  private OverlayVariables() {}

  /** A reference to a variable. */
  static String reference(String name) {
    return "{{ %s }}".formatted(name);
  }
}
