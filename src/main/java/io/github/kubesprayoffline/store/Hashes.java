package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Running digests by several algorithms over the same bytes. Always has sha256. */
public final class Hashes {

  static final int CHUNK = 1 << 17;

  private final Map<Algorithm, MessageDigest> digests = new EnumMap<>(Algorithm.class);

  Hashes(Set<Algorithm> algorithms) {
    digests.put(Algorithm.SHA256, Algorithm.SHA256.newDigest());
    algorithms.forEach(algorithm -> digests.putIfAbsent(algorithm, algorithm.newDigest()));
  }

  void update(byte[] bytes, int offset, int length) {
    digests.values().forEach(digest -> digest.update(bytes, offset, length));
  }

  /** Feeds the first {@code length} bytes of a file. */
  void updateFrom(Path file, long length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      long left = length;
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (read < 0) {
          throw new IOException(file + " became shorter while it was read");
        }
        update(chunk, 0, read);
        left -= read;
      }
    }
  }

  /** The checksum so far by one of the algorithms; later updates go on from here. */
  Checksum current(Algorithm algorithm) {
    try {
      return Checksum.of(algorithm, (MessageDigest) digests.get(algorithm).clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own digests can be cloned", e);
    }
  }

  /** The sha256 of a file as it is now. */
  public static Checksum sha256Of(Path file) throws IOException {
    Hashes hashes = new Hashes(Set.of());
    hashes.updateFrom(file, Files.size(file));
    return hashes.current(Algorithm.SHA256);
  }
}
