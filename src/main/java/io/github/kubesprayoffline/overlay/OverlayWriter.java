package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Makes the overlay: the mirror's two addresses, and all that follows from them in this tree. */
final class OverlayWriter {

  private final Resolution resolution;
  private final KubesprayTree tree;
  private final MirrorSettings settings;

  OverlayWriter(Resolution resolution, KubesprayTree tree, MirrorSettings settings) {
    this.resolution = resolution;
    this.tree = tree;
    this.settings = settings;
  }

  Overlay write() {
    SortedMap<String, String> overrides = Overrides.find(resolution, settings.imagePath());
    TreeText text = TreeText.read(tree);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block(head(), Map.of()));
    blocks.add(addresses());
    blocks.add(files(overrides));
    blocks.add(images(overrides));
    blocks.addAll(RuntimeTrust.blocks(settings, text, resolution));
    blocks.addAll(PackageBlocks.of(settings.packages(), text, tree));
    return new Overlay(blocks);
  }

  private List<String> head() {
    return List.of(
        "Makes Kubespray %s take files and images from the mirror. Written by kubespray-offline."
            .formatted(resolution.catalog().kubespray().version()));
  }

  private Block addresses() {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put(OverlayVariables.REGISTRY, settings.registry().toString());
    variables.put(OverlayVariables.FILES, settings.filesRepo());
    List<String> comment =
        new ArrayList<>(
            List.of(
                "The mirror's two addresses, which everything below is made of: where it moves,",
                "only these change. The registry has no scheme, the file server has one."));
    if (settings.registry().toString().equals(MirrorSettings.DEFAULT_REGISTRY)
        || settings.filesRepo().equals(MirrorSettings.DEFAULT_FILES_REPO)) {
      comment.add("Give the mirror this name in your DNS or in every node's /etc/hosts, or write");
      comment.add("the name that it has.");
    }
    return new Block(comment, variables);
  }

  private static Block files(SortedMap<String, String> overrides) {
    return block(
        overrides, OverlayVariables.FILES, "Files, under the host and path of their own URLs.");
  }

  private Block images(SortedMap<String, String> overrides) {
    return settings.mode() == MirrorMode.REGISTRY
        ? block(
            overrides, OverlayVariables.REGISTRY, "Images, by the registries that they come from.")
        : new Block(List.of(), Map.of());
  }

  private static Block block(SortedMap<String, String> overrides, String address, String comment) {
    Map<String, Object> variables = new LinkedHashMap<>();
    overrides.forEach(
        (name, value) -> {
          if (value.startsWith(OverlayVariables.reference(address))) {
            variables.put(name, value);
          }
        });
    return new Block(variables.isEmpty() ? List.of() : List.of(comment), variables);
  }
}
