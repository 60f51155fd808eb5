package io.github.kubesprayoffline.catalog;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code downloads} with the values that it has on one node.
 *
 * @param isEnabled whether the settings turn it on and the node is in one of its groups
 * @param file the file that it is; empty if it is none here
 * @param image the image that it is; empty if it is none here
 * @param failures why its values cannot be rendered, one message each
 * @param imageLine repository and tag, where the entry has them, whatever it is here
 * @param missingChecksum what to set, where Kubespray knows no checksum of the file
 * @param variables the variables that the entry's values name
 */
public record Download(
    String id,
    String arch,
    boolean isEnabled,
    Optional<FileEntry> file,
    Optional<ImageEntry> image,
    Optional<String> imageLine,
    List<String> failures,
    @Nullable String missingChecksum,
    Set<String> variables) {

  public Download {
    failures = List.copyOf(failures);
    variables = Collections.unmodifiableSet(new LinkedHashSet<>(variables));
  }
}
