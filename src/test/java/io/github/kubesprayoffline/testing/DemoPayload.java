package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Bytes that any machine makes alike from a path and a size, so that the tree can know them. */
final class DemoPayload {

  private DemoPayload() {}

  /** SHA-256 in counter mode over the path. */
  static byte[] of(String path, int size) {
    byte[] bytes = new byte[size];
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    for (int block = 0, at = 0; at < size; block++) {
      byte[] hash = digest.digest((path + "#" + block).getBytes(StandardCharsets.UTF_8));
      int length = Math.min(hash.length, size - at);
      System.arraycopy(hash, 0, bytes, at, length);
      at += length;
    }
    return bytes;
  }
}
