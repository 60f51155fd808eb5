package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A bundle that is unpacked, with all that {@code mirror.sh} looks for, and little else.
 *
 * @param top its folder
 */
record KitScene(Path top) {

  static final String FILE = "files/dl.k8s.io:8443/v1/a b.tgz";
  private static final Checksum NONE = Checksum.parse("sha256:" + "0".repeat(64));

  static KitScene in(Path top) {
    KitScene scene = new KitScene(top);
    SortedMap<String, byte[]> files = new TreeMap<>(kit());
    for (String path :
        List.of(
            "lock.json",
            "catalog.json",
            "sbom.cdx.json",
            "README.md",
            "images/index.json",
            "images/oci-layout",
            "images/blobs/sha256/" + NONE.hex(),
            "registry/docker/registry/v2/x/link",
            "kubespray/kubespray.tar.gz",
            "config/env.yml",
            "inventory/hosts.ini",
            "inventory/.offline.json",
            FILE)) {
      files.put(path, path.getBytes(StandardCharsets.UTF_8));
    }
    files.put(
        "inventory/group_vars/all/offline.yml",
        "---\nregistry_host: \"a:5000\"\nfiles_repo: \"http://a\"\n"
            .getBytes(StandardCharsets.UTF_8));
    files.forEach(scene::write);
    scene.write("SHA256SUMS", sums(files));
    return scene;
  }

  private static SortedMap<String, byte[]> kit() {
    Lock lock =
        new Lock(
            new KubesprayRelease("v2.31.0", "here", NONE),
            0,
            NONE,
            List.of("amd64"),
            Scope.ENABLED,
            List.of(),
            List.of());
    return DeployKit.of(lock, ImagePath.STRIP, SiteImages.REGISTRY, SiteImages.FILE_SERVER);
  }

  private static byte[] sums(SortedMap<String, byte[]> files) {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (path, content) ->
            lines.append(Checksum.sha256Of(content).hex()).append("  ").append(path).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  Path at(String path) {
    return top.resolve(path);
  }

  String read(String path) {
    try {
      return Files.readString(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String path, String content) {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] content) {
    try {
      Files.createDirectories(at(path).getParent());
      Files.write(at(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void link(String path, String target) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.createSymbolicLink(at(path), Path.of(target));
  }

  Shell.Result mirror(Shell shell, String... arguments) {
    String script = at("mirror.sh").toString();
    return shell.run(
        top.getParent(),
        Stream.concat(Stream.of(script), Stream.of(arguments)).toArray(String[]::new));
  }
}
