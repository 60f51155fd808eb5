package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.id.Checksum;
import java.util.List;
import java.util.Objects;
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
    Objects.requireNonNull(url);
    Objects.requireNonNull(path);
    ids = ids.stream().distinct().sorted().toList();
  }
}
