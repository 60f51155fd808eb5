package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import java.util.Objects;

/**
 * A file that the user adds to what Kubespray names.
 *
 * @param name its id in the catalog
 * @param url where it is fetched from
 * @param checksum what it must hash to
 */
public record ExtraFile(String name, String url, Checksum checksum) {

  public ExtraFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(url);
    Objects.requireNonNull(checksum);
  }
}
