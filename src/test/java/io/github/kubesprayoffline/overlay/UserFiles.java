package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a request's inventory, as the builds hand them on. */
public final class UserFiles {

  private UserFiles() {}

  static SortedMap<String, byte[]> of(CatalogRequest request) throws IOException {
    Path inventory = request.source().inventory().orElse(request.sample());
    Path root = Files.isDirectory(inventory) ? inventory : inventory.getParent();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    SortedMap<String, byte[]> all = new TreeMap<>();
    for (Path file : files) {
      all.put(root.relativize(file).toString(), Files.readAllBytes(file));
    }
    return all;
  }

  /** What is drafted for a request, as the builds do it. */
  public static ConfigurationDraft draft(
      CatalogRequest request, Resolution before, MirrorSettings settings, Path folder)
      throws IOException {
    return Configurator.draft(request, before, of(request), settings, folder);
  }

  /** The configuration for a request, without a proof. */
  static Configuration configured(CatalogRequest request, MirrorSettings settings, Path folder)
      throws IOException {
    try (ConfigurationDraft draft =
        draft(request, CatalogBuilder.build(request), settings, folder)) {
      return draft.finish();
    }
  }
}
