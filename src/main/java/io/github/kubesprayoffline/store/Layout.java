package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where things lie below the store's root. */
record Layout(Path root) {

  Path blobs() {
    return root.resolve("blobs").resolve("sha256");
  }

  Path blob(Checksum sha256) {
    return fanned(blobs(), sha256.hex());
  }

  Path alias(Checksum checksum) {
    return fanned(root.resolve("aliases").resolve(checksum.algorithm().label()), checksum.hex());
  }

  Path refs() {
    return root.resolve("refs");
  }

  Path ref(String name) {
    return fanned(refs(), hashed(name));
  }

  Path partials() {
    return root.resolve("partial");
  }

  Path partial(String key) {
    return partials().resolve(hashed(key));
  }

  Path lock(String key) {
    return root.resolve("locks").resolve(hashed(key));
  }

  /** Names and keys are anything (URLs, image references), so they are hashed to be file names. */
  private static String hashed(String key) {
    return Checksum.sha256Of(key.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static Path fanned(Path folder, String hex) {
    return folder.resolve(hex.substring(0, 2)).resolve(hex);
  }
}
