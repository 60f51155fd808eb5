package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SortedMap;

/** Tells one inventory from another: a hash over the names and contents of its files. */
public final class InventoryDigest {

  private InventoryDigest() {}

  /**
   * The digest of an inventory.
   *
   * @param files everything that decides what is selected, by its path under {@code inventory/}:
   *     the inventory, its group_vars and host_vars, the extra vars and facts
   */
  public static Checksum of(SortedMap<String, byte[]> files) {
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    files.forEach(
        (path, content) -> {
          update(digest, path.getBytes(StandardCharsets.UTF_8));
          update(digest, content);
        });
    return Checksum.of(Checksum.Algorithm.SHA256, digest);
  }

  /** Lengths go in first, so that no two lists of files run together into the same bytes. */
  private static void update(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
    digest.update(bytes);
  }
}
