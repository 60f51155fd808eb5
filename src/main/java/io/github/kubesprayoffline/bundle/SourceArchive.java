package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.TreePacker;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.Magic;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Kubespray source archive of a bundle. */
public final class SourceArchive {

  private SourceArchive() {}

  /**
   * Makes an archive of a Kubespray tree that is a folder: a tar.gz with the top folder {@code
   * kubespray-<version>/}. The same tree gives the same bytes, whoever checked it out, wherever and
   * when. What git, Python and editors leave in a tree stays out.
   *
   * @param target the archive, replaced if it is there
   * @throws InvalidInputException if the tree has links that lead out of it
   */
  public static WrittenBundle pack(Path tree, String version, Path target) {
    return new TreePacker(tree, "kubespray-" + fileSafe(version)).pack(target);
  }

  /** {@code kubespray-2.31.0.tar.gz}: what GitHub calls it, with the extension of what it is. */
  static String fileName(String version, Path archive) {
    return "kubespray-" + fileSafe(version) + "." + extension(archive);
  }

  private static String fileSafe(String version) {
    String bare = version.matches("v[0-9].*") ? version.substring(1) : version;
    return bare.replaceAll("[^A-Za-z0-9._+-]", "-");
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
