package io.github.kubesprayoffline.mojo;

/** An {@code <extraFile>} of the configuration. */
public final class ExtraFileParameter {

  /** Where it is fetched from: an http, https, file or gs URL. */
  String url;

  /** What its bytes hash to: {@code sha256:…}. */
  String checksum;
}
