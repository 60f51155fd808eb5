package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import java.util.SortedMap;

/**
 * Makes anew what a build made of the bundle's contents and did not fetch, so that it can be
 * compared. Paths are those in the bundle.
 */
public interface Remaker {

  /**
   * What serves the bundle, which follows from the lock.
   *
   * @param imagePath the images' names in the registry
   */
  SortedMap<String, byte[]> kit(Lock lock, ImagePath imagePath);

  /**
   * The catalog, and all files of {@code config/}, {@code inventory/} and {@code extra-vars/}.
   *
   * @throws io.github.kubesprayoffline.error.OfflineException if they cannot be made of the inputs
   */
  SortedMap<String, byte[]> configuration(Lock lock, BundleInputs inputs);
}
