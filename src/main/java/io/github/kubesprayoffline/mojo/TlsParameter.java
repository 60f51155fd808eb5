package io.github.kubesprayoffline.mojo;

import java.io.File;

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
}
