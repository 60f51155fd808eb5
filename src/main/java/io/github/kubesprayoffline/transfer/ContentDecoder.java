package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.io.BoundedStream;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Partial;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Undoes the packing of a server that packs although it was asked not to. */
final class ContentDecoder {

  private final Item item;
  private final String origin;
  private final Bound bound;

  ContentDecoder(Item item, String origin, Bound bound) {
    this.item = item;
    this.origin = origin;
    this.bound = bound;
  }

  /**
   * What was packed, if it is what was expected. What is not goes from the disk at once: nobody
   * would go on with it.
   *
   * @throws io.github.kubesprayoffline.error.OfflineException if there is more of it than may be
   */
  Optional<Blob> of(Store store, Partial packed) {
    Set<Algorithm> algorithms =
        item.expected().stream().map(Checksum::algorithm).collect(Collectors.toSet());
    try (Partial plain = store.partial(item.key() + " unpacked", algorithms, 0)) {
      boolean right = false;
      try {
        unpack(packed, plain);
        right = item.expected().orElse(got(plain)).equals(got(plain));
      } catch (IOException e) {
        return Optional.empty(); // It was not packed by gzip at all.
      } finally {
        if (!right) {
          plain.restart();
        }
      }
      if (!right) {
        return Optional.empty();
      }
      packed.restart();
      return Optional.of(plain.admit(got(plain)));
    }
  }

  private Checksum got(Partial plain) {
    return plain.checksum(item.expected().map(Checksum::algorithm).orElse(Algorithm.SHA256));
  }

  private void unpack(Partial packed, Partial plain) throws IOException {
    long most = bound.unpacked(packed.length());
    try (InputStream gzip = new GZIPInputStream(packed.read(), RangeReader.CHUNK);
        InputStream in =
            new BoundedStream(gzip, most, unused -> bound.bomb(origin, packed.length()))) {
      plain.writeAll(in);
    }
  }
}
