package io.github.kubesprayoffline.bundle.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files that an archive consists of: itself, or its volumes {@code .001}, {@code .002}, …. */
public final class Volumes {

  private static final String FIRST = ".001";

  private Volumes() {}

  /** One file, or all volumes if this is the first of them or the name that they share. */
  public static List<Path> find(Path archive) throws IOException {
    String name = archive.getFileName().toString();
    if (Files.exists(archive) && !name.endsWith(FIRST)) {
      return List.of(archive);
    }
    Path base =
        name.endsWith(FIRST)
            ? archive.resolveSibling(name.substring(0, name.length() - FIRST.length()))
            : archive;
    List<Path> volumes = new ArrayList<>();
    for (Path next = volume(base, 1); Files.exists(next); next = volume(base, volumes.size() + 1)) {
      volumes.add(next);
    }
    if (volumes.isEmpty()) {
      throw new NoSuchFileException(archive.toString());
    }
    return volumes;
  }

  /** The name of a volume of an archive; the first is number 1. */
  public static Path volume(Path archive, int number) {
    return archive.resolveSibling("%s.%03d".formatted(archive.getFileName(), number));
  }

  /** Where a volume's checksum stands, for {@code sha256sum -c}. */
  public static Path checksumFile(Path volume) {
    return volume.resolveSibling(volume.getFileName() + ".sha256");
  }

  /** The bytes of all of them. */
  public static long size(Path archive) throws IOException {
    long size = 0;
    for (Path volume : find(archive)) {
      size += Files.size(volume);
    }
    return size;
  }

  /** The archive's bytes, from volume to volume. */
  public static InputStream read(Path archive) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    for (Path volume : find(archive)) {
      streams.add(Files.newInputStream(volume));
    }
    return streams.size() == 1
        ? streams.get(0)
        : new SequenceInputStream(Collections.enumeration(streams));
  }
}
