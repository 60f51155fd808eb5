package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.DemoTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demonstration's tree with an inventory that a test writes, and what is configured for it. */
public final class Site {

  public static final String HOSTS =
      """
      [kube_control_plane]
      node1
      [etcd]
      node1
      [kube_node]
      node2
      [k8s_cluster:children]
      kube_control_plane
      kube_node
      """;

  private final Path folder;
  private CatalogRequest request;

  private Site(Path folder, DemoTree tree) {
    this.folder = folder;
    this.request = CatalogRequest.of(KubesprayTree.open(tree.writeTo(folder.resolve("tree"))));
  }

  /** The demonstration with its sample inventory. */
  public static Site in(Path folder) {
    return new Site(folder, DemoTree.load());
  }

  /** Another tree with its sample inventory. */
  public static Site in(Path folder, DemoTree tree) {
    return new Site(folder, tree);
  }

  /** The same with a file in its inventory; {@code hosts.ini} is there already. */
  public Site with(String file, String content) {
    Path inventory = folder.resolve("inventory");
    write(inventory.resolve("hosts.ini"), HOSTS);
    write(inventory.resolve(file), content);
    request = request.withInventory(inventory.resolve("hosts.ini"));
    return this;
  }

  /** The same with extra vars. */
  public Site withVars(Map<String, @Nullable Object> vars) {
    request = request.withVars(vars);
    return this;
  }

  /** What was asked of the catalog. */
  public CatalogRequest request() {
    return request;
  }

  /** Where the configuration is. */
  public Path config() {
    return folder.resolve("config");
  }

  /** Writes the configuration for a mirror with the default names, without a proof. */
  public Configuration configured() {
    return configured(MirrorSettings.defaults(ImagePath.STRIP));
  }

  Configuration configured(MirrorSettings settings) {
    try {
      return UserFiles.configured(request, settings, config());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the overlay. */
  public static String overlay(Configuration configuration) {
    return text(configuration.inventory().files().get(SiteInventory.OVERLAY));
  }

  public static String text(byte @Nullable [] content) {
    return content == null ? "" : new String(content, StandardCharsets.UTF_8);
  }

  /** Writes a file of the site. */
  public static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
