package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.id.SafeUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file to bring, once for all the catalog's entries that ask for it.
 *
 * @param url where Kubespray fetches it from
 * @param path where it goes under {@code files/}
 * @param checksum what its bytes must hash to; null where neither Kubespray nor a lock knows one
 * @param ids the catalog's entries that ask for it, sorted
 */
public record FilePin(String url, String path, @Nullable Checksum checksum, List<String> ids) {

  public FilePin {
    ids = ids.stream().distinct().sorted().toList();
    Printable.require("URL", url);
    requireSafe(url, path, ids);
  }

  private static void requireSafe(String url, String path, List<String> ids) {
    SafePath.fault(path)
        .ifPresent(
            fault -> {
              throw new InvalidInputException(
                  "%s (%s): its path '%s' %s. Change the URL, or exclude it."
                      .formatted(
                          String.join(", ", ids),
                          SafeUrl.of(url),
                          Printable.shortened(path),
                          fault));
            });
  }
}
