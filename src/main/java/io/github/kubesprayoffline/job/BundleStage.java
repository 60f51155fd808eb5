package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.BundleContents;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.kit.DeployKit;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.overlay.Configuration;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Packs what the earlier stages brought and wrote. */
final class BundleStage {

  private final JobRequest request;
  private final ResolvedTree resolved;
  private final Configuration configured;
  private final Lock lock;
  private final Path source;

  /**
   * The stage.
   *
   * @param source the archive of the Kubespray tree
   */
  BundleStage(
      JobRequest request, ResolvedTree resolved, Configuration configured, Lock lock, Path source) {
    this.request = request;
    this.resolved = resolved;
    this.configured = configured;
    this.lock = lock;
    this.source = source;
  }

  /** Writes the bundle. */
  WrittenBundle pack(BundleTarget target) {
    BundleContents contents =
        new BundleContents(
            target.name().orElseGet(this::defaultName),
            target.timestamp(),
            lock,
            source,
            request.resolve().folder(),
            request.mirror().imagePath(),
            configured.inventory().files(),
            generated());
    try {
      return write(target, contents);
    } catch (IntegrityException e) {
      throw new Damage(lock, request.resolve().folder()).all(e);
    }
  }

  private static WrittenBundle write(BundleTarget target, BundleContents contents) {
    BundleWriter writer = new BundleWriter(target.format(), target.volumeSize());
    return target
        .since()
        .map(old -> Doing.what("reading the older bundle " + old, () -> Bundle.readLock(old)))
        .map(old -> writer.writeDelta(contents, old, target.folder()))
        .orElseGet(() -> writer.write(contents, target.folder()));
  }

  /** All that nobody downloads, but for the inventory. */
  private SortedMap<String, byte[]> generated() {
    SortedMap<String, byte[]> files = new TreeMap<>(resolved.generated());
    files.putAll(configured.besideInventory());
    files.putAll(
        DeployKit.of(
            lock, configured.settings().imagePath(), SiteImages.REGISTRY, SiteImages.FILE_SERVER));
    return files;
  }

  private String defaultName() {
    String version = resolved.catalog().kubespray().version();
    return BundleTarget.PREFIX + (version.matches("v\\d.*") ? version.substring(1) : version);
  }
}
