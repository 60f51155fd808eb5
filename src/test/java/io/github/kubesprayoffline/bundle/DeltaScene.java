package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An old bundle and a delta, both unpacked, and a file beside them that is nobody's business.
 *
 * @param root what nothing may leave
 */
record DeltaScene(Path root) {

  private static final String BLOB = blob("blob");
  private static final String MANIFEST = blob("{}");

  /** What the delta becomes. */
  static final SortedMap<String, String> WHOLE =
      new TreeMap<>(
          java.util.Map.of(
              "lock.json",
              "{}",
              "images/index.json",
              "{}",
              "images/oci-layout",
              "{}",
              MANIFEST,
              "{}",
              BLOB,
              "blob",
              "registry/docker/" + BLOB + "/data",
              "blob",
              "files/example.com/-/a b.tgz",
              "same",
              "files/example.com:8443/new.tgz",
              "new"));

  /** What brings the rest. */
  static final String LIST =
      new DeltaList(
              List.of(
                  new DeltaList.Line(
                      DeltaList.Where.OLD,
                      "files/example.com/was.tgz",
                      "files/example.com/-/a b.tgz"),
                  new DeltaList.Line(DeltaList.Where.OLD, BLOB, BLOB),
                  new DeltaList.Line(
                      DeltaList.Where.NEW, BLOB, "registry/docker/" + BLOB + "/data")))
          .write();

  /** The whole bundle's SHA256SUMS. */
  static final String SUMS = sums(WHOLE);

  private static String blob(String content) {
    return BundleLayout.blob(sha256(content));
  }

  static DeltaScene in(Path root) {
    DeltaScene scene = new DeltaScene(root);
    scene.write("outside/secret", "secret");
    scene.write("old/files/example.com/was.tgz", "same");
    scene.write("old/" + BLOB, "blob");
    scene.write("old/SHA256SUMS", "some\n");
    TreeSet<String> left = new TreeSet<>(WHOLE.keySet());
    left.removeAll(DeltaList.read(LIST.getBytes(StandardCharsets.UTF_8)).targets());
    left.forEach(path -> scene.write("new/" + path, WHOLE.get(path)));
    scene.write("new/SHA256SUMS", SUMS);
    scene.write("new/delta.list", LIST);
    scene.write("new/apply.sh", new String(Delta.script(), StandardCharsets.UTF_8));
    return scene;
  }

  static String sums(SortedMap<String, String> files) {
    TreeMap<String, Checksum> sums = new TreeMap<>();
    files.forEach((path, content) -> sums.put(path, sha256(content)));
    return new String(Sha256Sums.write(sums), StandardCharsets.UTF_8);
  }

  private static Checksum sha256(String content) {
    return Checksum.sha256Of(content.getBytes(StandardCharsets.UTF_8));
  }

  Path at(String path) {
    return root.resolve(path);
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
    Files.deleteIfExists(at(path));
    Files.createDirectories(at(path).getParent());
    Files.createSymbolicLink(at(path), Path.of(target));
  }

  /** Whether the delta has become what it was to. */
  boolean isWhole() {
    TreeMap<String, String> want = new TreeMap<>(WHOLE);
    want.put("SHA256SUMS", SUMS);
    return all("new").equals(want);
  }

  /** Every file below a folder with its content, and every link with its target. */
  SortedMap<String, String> all(String below) {
    TreeMap<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(at(below))) {
      for (Path file : files.toList()) {
        String path = at(below).relativize(file).toString();
        if (Files.isSymbolicLink(file)) {
          found.put(path, "-> " + Files.readSymbolicLink(file));
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          found.put(path, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same of all but the delta's own folder. */
  SortedMap<String, String> allElse() {
    SortedMap<String, String> all = all("");
    all.keySet().removeIf(path -> path.startsWith("new/"));
    return all;
  }
}
