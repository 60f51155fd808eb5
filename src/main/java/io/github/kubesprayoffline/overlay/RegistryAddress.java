package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The private registry, as image names begin with it.
 *
 * @param host {@code host[:port]}
 * @param prefix the path below which all repositories stand; may be empty
 */
public record RegistryAddress(String host, String prefix) {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9a-fA-F:]+](?::\\d+)?");
  private static final Pattern PREFIX = Pattern.compile("(?:[a-z0-9][a-z0-9._/-]*)?");

  public RegistryAddress {
    Objects.requireNonNull(host);
    Objects.requireNonNull(prefix);
  }

  /**
   * Reads {@code host[:port][/prefix]}.
   *
   * @throws InvalidInputException if it has another form, such as one with a scheme
   */
  public static RegistryAddress parse(String text) {
    String trimmed = text.strip().replaceFirst("/+$", "");
    if (trimmed.contains("://")) {
      throw new InvalidInputException(
          "registry is '%s', but image names have no scheme: write -Dkubespray.registry=%s"
              .formatted(text, trimmed.substring(trimmed.indexOf("://") + 3)));
    }
    int slash = trimmed.indexOf('/');
    String host = slash < 0 ? trimmed : trimmed.substring(0, slash);
    String prefix = slash < 0 ? "" : trimmed.substring(slash + 1);
    if (!HOST.matcher(host).matches() || !PREFIX.matcher(prefix).matches()) {
      throw new InvalidInputException(
          "registry is '%s': write -Dkubespray.registry=host[:port][/prefix]".formatted(text));
    }
    requireRecognisable(host);
    return new RegistryAddress(host, prefix);
  }

  /** Container engines take a first part that looks like a word for a folder of Docker Hub. */
  private static void requireRecognisable(String host) {
    if (!host.contains(".") && !host.contains(":") && !host.equals("localhost")) {
      throw new InvalidInputException(
          "registry is '%s', which image names cannot tell from a folder of Docker Hub: write its full name or its port, -Dkubespray.registry=%s:443"
              .formatted(host, host));
    }
  }

  /** What image names begin with. */
  @Override
  public String toString() {
    return prefix.isEmpty() ? host : host + "/" + prefix;
  }
}
