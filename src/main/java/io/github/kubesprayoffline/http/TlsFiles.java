package io.github.kubesprayoffline.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom to trust, and who we are, for one host.
 *
 * @param ca PEM file of the authorities to trust for this host; empty for the JDK's
 * @param certificate PEM file of our certificate and its chain; empty if the host asks for none
 * @param key PEM file of its private key, PKCS#8, not encrypted
 */
public record TlsFiles(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {

  /** Trusts the authorities in this file. */
  public static TlsFiles ca(Path ca) {
    return new TlsFiles(Optional.of(ca), Optional.empty(), Optional.empty());
  }
}
