package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.BundleInputs;
import io.github.kubesprayoffline.bundle.BundleVerifier;
import io.github.kubesprayoffline.bundle.VerifyReport;
import io.github.kubesprayoffline.config.Leak;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.FileTree;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Verifies a bundle in one pass, and proves that its inventory asks for nothing that is not in it.
 */
public final class BundleLoop {

  private final Path bundle;
  private final Path work;
  private final Optional<Path> vaultPasswordFile;
  private final Optional<Path> inventory;

  private BundleLoop(
      Path bundle, Path work, Optional<Path> vaultPasswordFile, Optional<Path> inventory) {
    this.bundle = bundle;
    this.work = work;
    this.vaultPasswordFile = vaultPasswordFile;
    this.inventory = inventory;
  }

  /**
   * Verifies a bundle.
   *
   * @param bundle the archive, the first of its volumes, or the unpacked top folder
   * @param folder where the tree is unpacked for a while
   * @param vaultPasswordFile for {@code !vault} values of its inventory
   * @param inventory what the bundle must have been made for; empty for whatever it was
   * @throws IntegrityException if it is not sound
   * @throws InvalidInputException if it was made for another inventory
   * @throws OfflineException if something selected would ask the internet, or for what is not there
   */
  public static VerifyReport verify(
      Path bundle, Path folder, Optional<Path> vaultPasswordFile, Optional<Path> inventory) {
    try {
      Files.createDirectories(folder);
      Path work = Files.createTempDirectory(folder, "verify");
      try {
        return new BundleLoop(bundle, work, vaultPasswordFile, inventory).verify();
      } finally {
        FileTree.delete(work);
      }
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(folder, e),
          e);
    }
  }

  private VerifyReport verify() {
    BundleSite site = new BundleSite(work, vaultPasswordFile);
    VerifyReport report =
        Doing.what(
            "reading the bundle " + bundle,
            () -> BundleVerifier.verify(bundle, site.source(), site));
    report.requireSound();
    if (report.inputs().isPresent()) {
      BundleInputs inputs = report.inputs().get();
      requireSame(inputs.inventory());
      Doing.step(
          "evaluating the inventory of the bundle " + bundle,
          () -> requireClosed(site.leaks(report.lock().orElseThrow(), inputs)));
    }
    return report;
  }

  private void requireSame(SortedMap<String, byte[]> site) {
    if (inventory.isEmpty()) {
      return;
    }
    List<String> differences =
        differences(SiteFiles.usersOf(site), InventoryFiles.of(inventory.get()));
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          "%s was made for another inventory than %s: %s. Build a bundle for this one, or leave -Dkubespray.inventory out"
              .formatted(bundle, inventory.get(), String.join(", ", differences)));
    }
  }

  private static List<String> differences(
      SortedMap<String, byte[]> in, SortedMap<String, byte[]> here) {
    TreeSet<String> paths = new TreeSet<>(in.keySet());
    paths.addAll(here.keySet());
    paths.remove(Inputs.SELECTION);
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      if (!in.containsKey(path)) {
        differences.add(path + " is not in the bundle");
      } else if (!here.containsKey(path)) {
        differences.add(path + " is only in the bundle");
      } else if (!Arrays.equals(in.get(path), here.get(path))) {
        differences.add(path + " differs");
      }
    }
    return differences;
  }

  private void requireClosed(List<Leak> leaks) {
    if (!leaks.isEmpty()) {
      throw new OfflineException(
          Lines.of(
                  "%s is sound, but Kubespray would not find all in it with its inventory:"
                      .formatted(bundle))
              .items(leaks),
          null);
    }
  }
}
