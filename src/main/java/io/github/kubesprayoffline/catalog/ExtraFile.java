package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A file that the user adds to what Kubespray names.
 *
 * @param url where it is fetched from: http, https, file or gs
 * @param checksum what it must hash to; null where the user does not say
 */
public record ExtraFile(String url, @Nullable Checksum checksum) {

  /**
   * Checks the URL.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if it cannot be fetched
   */
  public ExtraFile {
    url = url.strip();
    Printable.require("URL", url);
    FilePath.of(url);
  }

  /** Its id in the catalog: the name that it will have. */
  public String name() {
    String path = FilePath.of(url);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The same as it may be written down: of a local file, the folder is the machine's matter. */
  public ExtraFile recorded() {
    return new ExtraFile(FilePath.withoutFolder(url), checksum);
  }
}
