package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.certificate.AcmeSettings;
import io.github.kubesprayoffline.certificate.AcmeSource;
import io.github.kubesprayoffline.certificate.DnsHook;
import io.github.kubesprayoffline.certificate.GivenFiles;
import io.github.kubesprayoffline.certificate.HostNames;
import io.github.kubesprayoffline.certificate.HttpProof;
import io.github.kubesprayoffline.certificate.IdentitySource;
import io.github.kubesprayoffline.certificate.OwnAuthority;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals that show or make a certificate share. */
abstract class AbstractCertificateMojo extends AbstractOfflineMojo {

  /** Where a certificate comes from. */
  enum Https {
    OFF,
    FILES,
    CA,
    ACME
  }

  /**
   * Where the server's certificate comes from. {@code off}: nowhere, plain HTTP is served. {@code
   * files}: from {@code certificate} and {@code certificateKey}; the default if those are given.
   * {@code ca}: made by an authority of your own, which is made too and kept in {@code
   * certificateFolder} with a page on how to trust it. {@code acme}: from an ACME server, a public
   * one or the site's own.
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
   * A PEM file with the certificate's private key, not encrypted. It is refused if others than its
   * owner and its group can read it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.certificateKey")
  File certificateKey;

  /**
   * The names and addresses by which clients know the server, the one to tell others first: DNS
   * names, {@code *} for all of the first part only, IPv4 and IPv6 addresses. A certificate is
   * checked for them, or made for them. Default are those of this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.hostNames")
  List<String> hostNames = new ArrayList<>();

  /**
   * Where the authority, the certificates and their keys are kept. Default is {@code
   * kubespray-offline-certificates} beside the POM, or in the current folder.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.certificateFolder")
  File certificateFolder;

  /**
   * The URL of the ACME server's directory. Default is Let's Encrypt's.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kubespray.acmeServer",
      defaultValue = "https://acme-v02.api.letsencrypt.org/directory")
  String acmeServer;

  /**
   * A PEM file with the authorities to trust for the ACME server itself, where it is the site's
   * own.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.acmeTrust")
  File acmeTrust;

  /**
   * Whether you agree to the ACME server's terms of service.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.acmeAgree", defaultValue = "false")
  boolean acmeAgree;

  /**
   * Where the ACME server may write to about certificates that end.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.acmeEmail")
  String acmeEmail;

  /**
   * The port on which the ACME server's HTTP-01 question is answered: 80, or the one that port 80
   * is forwarded to.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.acmePort", defaultValue = "80")
  int acmePort;

  /**
   * A script that makes a DNS record, for DNS-01 in the place of HTTP-01. It is called as {@code
   * <script> present <name> <value>} and must return when the TXT record can be seen, and later as
   * {@code <script> cleanup <name> <value>}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.acmeDnsHook")
  File acmeDnsHook;

  /** What the user asked for. */
  Https https() {
    if (https == null) {
      return certificate == null ? Https.OFF : Https.FILES;
    }
    return Parameters.choice(Https.class, "https", https);
  }

  /** The names by which clients know the server. */
  final List<String> names() {
    return hostNames.isEmpty() ? HostNames.local() : HostNames.require(hostNames);
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
      case CA -> Optional.of(new OwnAuthority(folder(), names(), getLog()::info));
      case ACME -> Optional.of(new AcmeSource(folder(), acme(), hostNames, getLog()::info));
    };
  }

  /** Where certificates are kept. */
  final Path folder() {
    if (certificateFolder != null) {
      return certificateFolder.toPath();
    }
    return baseDirectory().resolve("kubespray-offline-certificates");
  }

  private AcmeSettings acme() {
    if (session.isOffline()) {
      throw new InvalidInputException(
          "An ACME server is asked over the network, and mvn -o forbids that: leave -o out.");
    }
    return new AcmeSettings(
        acmeServer(),
        acmeAgree,
        Optional.ofNullable(acmeEmail),
        Optional.ofNullable(acmeTrust).map(File::toPath),
        acmeDnsHook == null
            ? new HttpProof(acmePort)
            : new DnsHook(acmeDnsHook.toPath(), getLog()::warn));
  }

  private URI acmeServer() {
    try {
      return new URI(acmeServer.strip());
    } catch (URISyntaxException e) {
      throw new InvalidInputException(
          "acmeServer is no URL: %s. Give that of the server's directory."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static Path given(String parameter, File file) {
    if (file == null) {
      throw new InvalidInputException(
          "https by files needs both: give -Dkubespray.%s=<PEM file> too.".formatted(parameter));
    }
    return file.toPath();
  }

  /** Says what clients have to do where the authority is one that they do not know. */
  final void sayWhomToTrust() {
    if (https() == Https.CA) {
      getLog()
          .info(
              "Clients are to trust %s; %s beside it says how"
                  .formatted(folder().resolve(OwnAuthority.CA), OwnAuthority.GUIDE));
    }
  }
}
