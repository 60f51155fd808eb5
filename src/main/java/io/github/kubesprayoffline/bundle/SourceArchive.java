package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Kubespray source archive's name in a bundle. */
final class SourceArchive {

  private SourceArchive() {}

  /** {@code kubespray-2.31.0.tar.gz}: what GitHub calls it, with the extension of what it is. */
  static String fileName(String version, Path archive) {
    String bare = version.matches("v[0-9].*") ? version.substring(1) : version;
    return "kubespray-" + bare.replaceAll("[^A-Za-z0-9._+-]", "-") + "." + extension(archive);
  }

  private static String extension(Path archive) {
    try (InputStream in = Files.newInputStream(archive)) {
      byte[] head = in.readNBytes(Magic.LONGEST);
      return Magic.of(head).map(Magic::archiveExtension).orElse("tar");
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: the Kubespray source archive cannot be read: %s".formatted(archive, e), e);
    }
  }
}
