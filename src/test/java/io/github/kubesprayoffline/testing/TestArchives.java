package io.github.kubesprayoffline.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Makes small archives in memory, honest and hostile ones. */
public final class TestArchives {

  /** The least that is taken for Kubespray, with a folder on top as GitHub has it. */
  public static final Map<String, String> KUBESPRAY =
      Map.of(
          "kubespray-9.9.9/roles/kubespray_defaults/defaults/main/main.yml",
              "kube_version: 1.0.0\n",
          "kubespray-9.9.9/roles/download/tasks/main.yml", "[]\n",
          "kubespray-9.9.9/inventory/sample/group_vars/all/all.yml", "bin_dir: /usr/local/bin\n",
          "kubespray-9.9.9/docs/big.md", "# not needed\n",
          "kubespray-9.9.9/galaxy.yml", "version: 9.9.9\n");

  private TestArchives() {}

  /** A tar of text files. */
  public static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : new LinkedHashMap<>(files).entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A tar with one link. */
  public static byte[] tarWithLink(String name, String target) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(target);
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      TarArchiveEntry through = new TarArchiveEntry(name + "/evil", true);
      through.setSize(1);
      tar.putArchiveEntry(through);
      tar.write('x');
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  /** The same, packed. */
  public static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GzipCompressorOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  /** A zip of text files. */
  public static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
