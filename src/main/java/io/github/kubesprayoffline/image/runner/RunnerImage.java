package io.github.kubesprayoffline.image.runner;

import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.LockedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The image that a site runs Ansible from: a Kubespray image, the tree, the inventory and the
 * offline configuration.
 *
 * @param name the reference that it gets
 * @param base what it is built on, which is in the store for the platforms that are wanted
 * @param tree the source archive, a gzipped tar with one top folder; it becomes {@code /kubespray}
 * @param files the other files' contents by their absolute path, such as {@code
 *     /inventory/hosts.yaml}
 * @param created what the image gives as its date, and what makes two builds the same
 */
public record RunnerImage(
    ImageReference name,
    LockedImage base,
    Path tree,
    SortedMap<String, byte[]> files,
    Instant created) {

  public RunnerImage {
    Objects.requireNonNull(name);
    Objects.requireNonNull(base);
    Objects.requireNonNull(tree);
    Objects.requireNonNull(created);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
