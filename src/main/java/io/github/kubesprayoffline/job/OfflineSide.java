package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.config.Configuration;
import io.github.kubesprayoffline.deploy.DeployKit;
import io.github.kubesprayoffline.image.SiteImages;
import io.github.kubesprayoffline.lock.Lock;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bundle's files for the site itself: how to tell Kubespray of the mirror, and to serve it. */
final class OfflineSide {

  private final Configuration configuration;
  private final Lock lock;

  OfflineSide(Configuration configuration, Lock lock) {
    this.configuration = configuration;
    this.lock = lock;
  }

  /** All but the inventory, by path in the bundle. */
  SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>(told(configuration));
    files.putAll(
        DeployKit.of(
            lock,
            configuration.settings().imagePath(),
            SiteImages.REGISTRY,
            SiteImages.FILE_SERVER));
    return files;
  }

  /** What Kubespray is told beside the inventory. */
  static SortedMap<String, byte[]> told(Configuration configuration) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    configuration
        .others()
        .forEach((name, content) -> files.put(BundleLayout.CONFIG + name, content));
    configuration
        .extraVars()
        .forEach((name, content) -> files.put(BundleLayout.EXTRA_VARS + name, content));
    return files;
  }
}
