package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

/** What a certificate may be made for: a DNS name as RFC 1123 has it, or an address. */
final class HostName {

  private static final int LONGEST = 253;
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");

  private HostName() {}

  /**
   * The hosts themselves.
   *
   * @throws InvalidInputException saying of each that is none what is wrong with it
   */
  static List<String> require(Collection<String> hosts) {
    Problems problems = new Problems();
    for (String host : hosts) {
      fault(host)
          .map(
              fault ->
                  new InvalidInputException(
                      "hostNames: '%s' is not a host name or an address: %s"
                          .formatted(host, fault)))
          .ifPresent(problems::add);
    }
    problems.throwIfAny();
    return List.copyOf(hosts);
  }

  /** What is wrong with it; empty where nothing is. */
  static Optional<String> fault(String host) {
    if (host.contains(":")) {
      return isIpv6(host)
          ? Optional.empty()
          : Optional.of("write an IPv6 address bare, such as fd00::5, and no port.");
    }
    String[] labels = host.split("\\.", -1);
    if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
      return IPV4.matcher(host).matches()
          ? Optional.empty()
          : Optional.of("an IPv4 address has four numbers up to 255, without leading zeros.");
    }
    return nameFault(host, labels);
  }

  private static Optional<String> nameFault(String host, String[] labels) {
    if (host.length() > LONGEST) {
      return Optional.of("it has more than %d characters.".formatted(LONGEST));
    }
    boolean wildcard = labels[0].equals("*") && labels.length > 1;
    for (int i = wildcard ? 1 : 0; i < labels.length; i++) {
      if (!LABEL.matcher(labels[i]).matches()) {
        return Optional.of(
            "between dots it has 1 to 63 letters, digits and hyphens, a hyphen neither first nor last; an international name is written with xn--, and * stands only for all of the first part.");
      }
    }
    return Optional.empty();
  }

  /** An IPv4 address in IPv6's clothes is compared with other bytes than it is asked for by. */
  private static boolean isIpv6(String host) {
    return !host.contains(".") && IPAddress.isValidIPv6(host);
  }
}
