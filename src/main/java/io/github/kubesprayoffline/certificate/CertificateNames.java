package io.github.kubesprayoffline.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.util.IPAddress;

/** Which hosts a certificate is valid for, as clients compare them. */
final class CertificateNames {

  private static final int DNS = 2;
  private static final int IP = 7;

  private CertificateNames() {}

  /** Whether this is an address and not a name. */
  static boolean isAddress(String host) {
    return IPAddress.isValid(host);
  }

  /** The names and addresses of a certificate; its subject counts for nothing. */
  static List<String> of(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames())
          .orElse(List.of())
          .stream()
          .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(IP))
          .map(name -> canonical(name.get(1).toString()))
          .sorted()
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** Those of the hosts that the certificate is not valid for. */
  static List<String> missing(X509Certificate certificate, Collection<String> hosts) {
    List<String> names = of(certificate);
    return hosts.stream()
        .filter(host -> names.stream().noneMatch(name -> covers(name, host)))
        .sorted()
        .toList();
  }

  private static boolean covers(String name, String host) {
    String lower = canonical(host);
    int dot = lower.indexOf('.');
    return name.equals(lower)
        || (name.startsWith("*.")
            && dot > 0
            && !isAddress(host)
            && name.substring(1).equals(lower.substring(dot)));
  }

  /** Names in lower case, addresses as the JDK writes them. */
  private static String canonical(String host) {
    try {
      return isAddress(host)
          ? InetAddress.getByName(host).getHostAddress()
          : host.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
