package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that the user adds to what Kubespray names.
 *
 * @param name its id in the catalog
 * @param url where it is fetched from: http, https, file or gs
 * @param checksum what it must hash to; null where the user does not say
 */
public record ExtraFile(String name, String url, @Nullable Checksum checksum) {

  public ExtraFile {
    Objects.requireNonNull(name);
    Printable.require("URL", url);
  }

  /**
   * The file of a URL, by the name that it will have.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if the URL cannot be fetched
   */
  public static ExtraFile of(String url, @Nullable Checksum checksum) {
    String path = FilePath.of(url);
    return new ExtraFile(path.substring(path.lastIndexOf('/') + 1), url.strip(), checksum);
  }

  /** The same as it may be written down: of a local file, the folder is the machine's matter. */
  public ExtraFile recorded() {
    return new ExtraFile(name, FilePath.withoutFolder(url), checksum);
  }
}
