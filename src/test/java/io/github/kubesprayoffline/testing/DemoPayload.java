package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bytes that any machine makes alike from a path and a size, so that the tree can know them. */
final class DemoPayload {

  /** Every site serves the same, and to make them takes half a second. */
  private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

  private DemoPayload() {}

  /** The bytes themselves, which nobody may change. */
  static byte[] of(String path, int size) {
    return MADE.computeIfAbsent(size + " " + path, name -> make(path, size));
  }

  /** SHA-256 in counter mode over the path. */
  private static byte[] make(String path, int size) {
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
