package io.github.kubesprayoffline.overlay;

import java.util.Objects;
import java.util.Optional;

/**
 * How the nodes reach the registry.
 *
 * @param scheme {@code http} or {@code https}
 * @param verified whether its certificate is checked
 * @param ca the file on the nodes with the authority that vouches for it; empty where their system
 *     trusts it already
 * @param user who logs in; the password is never written, but referred to as a variable
 */
public record RegistryAccess(
    Scheme scheme, boolean verified, Optional<String> ca, Optional<String> user) {

  /** What the registry speaks. */
  public enum Scheme {
    HTTP,
    HTTPS;

    /** As URLs have it. */
    @Override
    public String toString() {
      return this == HTTP ? "http" : "https";
    }
  }

  public RegistryAccess {
    Objects.requireNonNull(scheme);
    Objects.requireNonNull(ca);
    Objects.requireNonNull(user);
  }

  /** Plain HTTP, as the bundle's own registry speaks it. */
  public static RegistryAccess http() {
    return new RegistryAccess(Scheme.HTTP, false, Optional.empty(), Optional.empty());
  }

  /** HTTPS with a certificate that the nodes trust. */
  public static RegistryAccess https() {
    return new RegistryAccess(Scheme.HTTPS, true, Optional.empty(), Optional.empty());
  }

  /** Whether the nodes' container engines must be told to trust it nonetheless. */
  boolean isInsecure() {
    return scheme == Scheme.HTTP || !verified;
  }
}
