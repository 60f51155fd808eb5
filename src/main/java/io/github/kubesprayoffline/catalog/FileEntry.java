package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that Kubespray can download.
 *
 * @param id the key in Kubespray's {@code downloads}, or the variable that holds the URL
 * @param arch the architecture of the nodes that fetch it: {@code amd64}
 * @param selected whether the inventory calls for it
 * @param url where Kubespray fetches it from
 * @param path where it lies under {@code files/}: the URL's host and path, without its query
 * @param checksum null where Kubespray knows none
 * @param dest where Kubespray puts it on the node; empty where it does not say
 * @param groups the inventory groups that it is for, sorted
 */
public record FileEntry(
    String id,
    String arch,
    boolean selected,
    String url,
    String path,
    @Nullable Checksum checksum,
    String dest,
    List<String> groups) {

  public FileEntry {
    Printable.require("id of a download", id);
    Objects.requireNonNull(arch);
    Printable.require("URL", url);
    SafePath.require(path);
    Objects.requireNonNull(dest);
    groups = groups.stream().sorted().toList();
  }
}
