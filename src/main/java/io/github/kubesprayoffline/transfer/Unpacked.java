package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
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
final class Unpacked {

  private Unpacked() {}

  /** What was packed, if it is what was expected. */
  static Optional<Blob> of(Store store, Item item, Partial packed) {
    Set<Algorithm> algorithms =
        item.expected().stream().map(Checksum::algorithm).collect(Collectors.toSet());
    try (Partial plain = store.partial(item.key() + " unpacked", algorithms)) {
      plain.restart();
      unpack(packed, plain);
      Checksum got =
          plain.checksum(item.expected().map(Checksum::algorithm).orElse(Algorithm.SHA256));
      if (!item.expected().orElse(got).equals(got)) {
        plain.restart();
        return Optional.empty();
      }
      packed.restart();
      return Optional.of(plain.admit(got));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void unpack(Partial packed, Partial plain) throws IOException {
    try (InputStream in = new GZIPInputStream(packed.read(), Stretches.CHUNK)) {
      byte[] chunk = new byte[Stretches.CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        plain.write(chunk, 0, read);
      }
    }
  }
}
