package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import java.util.Optional;

/** An {@code <extraFile>} of the configuration. */
public final class ExtraFileParameter {

  /** Where it is fetched from: an http, https, file or gs URL. */
  String url;

  /** What its bytes hash to: {@code sha256:…}. */
  String checksum;

  ExtraFile parse() {
    if (url == null) {
      throw new InvalidInputException(
          "extraFiles: an extraFile has no url. Write <extraFile><url>...</url>"
              + "<checksum>sha256:...</checksum></extraFile>.");
    }
    return Parameters.parse(
        "extraFiles",
        url,
        text ->
            new ExtraFile(text, Optional.ofNullable(checksum).map(Checksum::parse).orElse(null)));
  }
}
