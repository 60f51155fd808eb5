package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a whole bundle from a delta, of which most goals can make nothing. */
public final class WholeBundle {

  private WholeBundle() {}

  /**
   * Refuses an item that only a delta has.
   *
   * @param bundle what the item is in
   * @throws InvalidInputException with what to do, if it is a delta
   */
  public static void require(Path bundle, BundleItem item) {
    if (item.path().equals(Delta.LIST) || item.path().equals(Delta.SCRIPT)) {
      throw delta(bundle);
    }
  }

  /**
   * Refuses an unpacked delta.
   *
   * @throws InvalidInputException with what to do, if it is a delta
   */
  public static void require(Path folder) {
    if (Files.exists(folder.resolve(Delta.LIST))) {
      throw delta(folder);
    }
  }

  private static InvalidInputException delta(Path bundle) {
    return new InvalidInputException(
        "%s is a delta, not a whole bundle. Apply it first (sh %s <folder of the old bundle>, in the unpacked delta), then use the folder that this completes."
            .formatted(bundle, Delta.SCRIPT));
  }
}
