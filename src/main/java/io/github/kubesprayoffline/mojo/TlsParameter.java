package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.TlsFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code <tls>} of the configuration: whom to trust, and who we are, for one host. */
public final class TlsParameter {

  /** The host, with the port where it is not the usual one. */
  String host;

  /** A PEM file with the authorities to trust for this host. */
  File ca;

  /** A PEM file with our certificate and its chain. */
  File certificate;

  /** A PEM file with the certificate's private key, PKCS#8. */
  File key;

  /** All of them, by hosts in small letters, as these are looked up. */
  static Map<String, TlsFiles> byHost(List<TlsParameter> all) {
    Map<String, TlsFiles> byHost = new HashMap<>();
    for (TlsParameter each : all) {
      if (each.host == null) {
        throw new InvalidInputException(
            "tls: an entry has no host. Write <tls><host>nexus.example.com</host><ca>ca.pem</ca></tls>.");
      }
      byHost.put(
          each.host.strip().toLowerCase(Locale.ROOT),
          new TlsFiles(path(each.ca), path(each.certificate), path(each.key)));
    }
    return byHost;
  }

  private static Optional<Path> path(@Nullable File file) {
    return Optional.ofNullable(file).map(File::toPath);
  }
}
