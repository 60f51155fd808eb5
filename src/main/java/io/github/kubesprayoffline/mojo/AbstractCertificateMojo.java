package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.certificate.GivenFiles;
import io.github.kubesprayoffline.certificate.HostNames;
import io.github.kubesprayoffline.certificate.IdentitySource;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals that show or make a certificate share. */
abstract class AbstractCertificateMojo extends AbstractKubesprayMojo {

  /** Where a certificate comes from. */
  enum Https {
    OFF,
    FILES,
  }

  /**
   * Where the server's certificate comes from. {@code off}: nowhere, plain HTTP is served. {@code
   * files}: from {@code certificate} and {@code certificateKey}; the default if those are given.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.https")
  String https;

  /**
   * A PEM file with the server's certificate, and behind it those between it and its authority.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.certificate")
  File certificate;

  /**
   * A PEM file with the certificate's private key, not encrypted.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.certificateKey")
  File certificateKey;

  /**
   * The names and addresses by which clients know the server, the one to tell others first. A
   * certificate is checked for them, or made for them. Default are those of this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.hostNames")
  List<String> hostNames = new ArrayList<>();

  /** What the user asked for. */
  final Https https() {
    if (https == null) {
      return certificate == null ? Https.OFF : Https.FILES;
    }
    return Requests.choice(Https.class, "https", https);
  }

  /** The names by which clients know the server. */
  final List<String> names() {
    return hostNames.isEmpty() ? HostNames.local() : List.copyOf(hostNames);
  }

  /** Where the certificate comes from; empty for plain HTTP. */
  final Optional<IdentitySource> identitySource() {
    return switch (https()) {
      case OFF -> Optional.empty();
      case FILES ->
          Optional.of(
              new GivenFiles(
                  given("certificate", certificate),
                  given("certificateKey", certificateKey),
                  hostNames));
    };
  }

  private static Path given(String parameter, File file) {
    if (file == null) {
      throw new InvalidInputException(
          "https by files needs both: give -Dkubespray.%s=<PEM file> too.".formatted(parameter));
    }
    return file.toPath();
  }
}
