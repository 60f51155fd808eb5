package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kubesprayoffline.testing.EditedText;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mirror.sh verify} takes for a bundle, in the shells that operators have. */
@RequiresProgram({"sh", "sha256sum"})
class MirrorVerifyIT {

  private static final List<Shell> SHELLS = Shell.all().toList();
  private static final String OVERLAY = "inventory/group_vars/all/offline.yml";

  @TempDir Path folder;

  private KitScene scene;

  @BeforeEach
  void unpack() {
    scene = KitScene.in(folder.resolve("site/bundle"));
  }

  static Stream<Shell> shells() {
    return SHELLS.stream();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void wholeBundle_isTaken(Shell shell) {
    assertThat(scene.mirror(shell, "verify"))
        .extracting(Shell.Result::status, Shell.Result::output)
        .satisfies(
            values -> {
              assertThat((String) values.get(1))
                  .endsWith("Every file is there and as it was built.\n");
              assertThat(values.get(0)).isEqualTo(0);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "$(touch evil)", "-x", "quote ' \" `", "line\n", "*", "ü", "%s"})
  void folderOfWhateverName_isVerified(String name) {
    KitScene odd = KitScene.in(folder.resolve("odd").resolve(name));

    for (Shell shell : SHELLS) {
      Shell.Result result = shell.run(folder.resolve("odd"), "./" + name + "/mirror.sh", "verify");
      assertThat(result.output()).as("%s", shell).contains("Every file is there");
      assertThat(odd.at("../evil")).doesNotExist();
    }
  }

  static Stream<Arguments> lists() {
    String sums = KitScene.in(temporary()).read("SHA256SUMS");
    String zeros = "0".repeat(64);
    return Stream.of(
        arguments("nothing", ""),
        arguments("a flipped bit in a digit", "q" + sums.substring(1)),
        arguments("a flipped bit in the separator", sums.replaceFirst("  ", " !")),
        arguments("a star", sums.replaceFirst("  ", " *")),
        arguments("a capital", sums.replaceFirst("(?<=[0-9])a", "A")),
        arguments("an escaped line", "\\" + sums),
        arguments("carriage returns", sums.replace("\n", "\r\n")),
        arguments("an unended line", sums.substring(0, sums.length() - 1)),
        arguments("half of it", sums.substring(0, sums.indexOf('\n', sums.length() / 2) + 1)),
        arguments("a byte order mark", "\ufeff" + sums),
        arguments("a NUL", sums + "\0"),
        arguments("an empty line", sums + "\n"),
        arguments("a comment", "# comment\n" + sums),
        arguments("a path twice", sums + sums.substring(0, sums.indexOf('\n') + 1)),
        arguments("a path outside", sums + zeros + "  ../../x\n"),
        arguments("an absolute path", sums + zeros + "  /etc/passwd\n"),
        arguments("the standard input", sums + zeros + "  -\n"),
        arguments("no lock", without(sums, "lock.json")),
        arguments("no index", without(sums, "images/index.json")),
        arguments("no layout", without(sums, "images/oci-layout")),
        arguments("no script", without(sums, "mirror.sh")),
        arguments("no configuration", without(sums, "deploy/nginx.conf")),
        arguments("no line for a file", without(sums, KitScene.FILE)),
        arguments("no line for a setting", without(sums, "deploy/listen-tls.conf")));
  }

  private static String without(String sums, String path) {
    String less = sums.replaceFirst("(?m)^.*  " + path + "\n", "");
    assertThat(less).isNotEqualTo(sums);
    return less;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void listThatIsNotWhole_isRefused(String what, String sums) {
    scene.write("SHA256SUMS", sums);

    requireRefused(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.sh",
        "index.html",
        "files/evil",
        "files/.hidden",
        "images/evil",
        "registry/evil",
        "deploy/evil.conf",
        "deploy/systemd/evil.service",
        "README.MD",
        "files/line\nfeed",
        "README.md\n./lock.json",
        "files/back\\slash",
        "files/escape\u001b[2J",
        "delta.list",
      })
  void fileTooMany_isRefused(String path) {
    scene.write(path, "evil");

    requireRefused(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"files/root", "images/root", "registry/root", "root", "deploy/root"})
  void linkThatWouldBeServed_isRefused(String path) throws IOException {
    scene.link(path, "/");

    requireRefused(path);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void linkInThePlaceOfAFile_isRefused(Shell shell) throws IOException {
    Files.move(scene.at(KitScene.FILE), folder.resolve("same"));
    scene.link(KitScene.FILE, folder.resolve("same").toString());

    assertThat(scene.mirror(shell, "verify").output()).contains("no bundle has links", "a b.tgz");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void changedFile_isDamage(Shell shell) {
    scene.write(KitScene.FILE, "other");

    Shell.Result result = scene.mirror(shell, "verify");

    assertThat(result.output()).contains(KitScene.FILE + ": FAILED", "damaged in 1 place(s)");
    assertThat(result.status()).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void missingSetting_isDamageAndNoEdit(Shell shell) throws IOException {
    Files.delete(scene.at("config/env.yml"));

    Shell.Result result = scene.mirror(shell, "verify");

    assertThat(result.output())
        .contains("config/env.yml: FAILED", "damaged in 1 place(s)")
        .doesNotContain("edited here");
    assertThat(result.status()).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void whatTheSiteEditsAndAdds_isSaidAndNoDamage(Shell shell) throws IOException {
    scene.write("inventory/group_vars/all/vault.yml", "vault");
    scene.write("inventory/credentials/key", "secret");
    scene.write("extra-vars/my own.yml", "mine");
    scene.write("tls/server.pem", "mine");
    scene.write("deploy/tls/listen.conf", "mine");
    scene.link("inventory/group_vars/all/more.yml", "vault.yml");
    assertThat(scene.mirror(shell, "configure", "--files", "http://b").status()).isZero();

    Shell.Result result = scene.mirror(shell, "verify");

    assertThat(result.output())
        .contains("added here: inventory/group_vars/all/vault.yml", "added here: extra-vars/my own")
        .contains("added here: inventory/credentials/key", "edited here: " + OVERLAY)
        .endsWith("Every other file is there and as it was built.\n");
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void up_startsNothingThatVerifyRefuses(Shell shell) {
    scene.write("files/evil", "evil");

    for (String how : List.of("native", "docker", "podman")) {
      Shell.Result result = scene.mirror(shell, "up", "--with", how);

      assertThat(result.output()).contains("files/evil").doesNotContain("The mirror is up");
      assertThat(result.status()).isNotZero();
      assertThat(folder.resolve("site/bundle.mirror")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/files", "/state", "/."})
  void stateInTheBundle_isRefused(String below) {
    String state = "MIRROR_STATE=" + scene.top() + below;

    Shell.Result result =
        Shell.usual()
            .run(
                folder,
                "-c",
                "export \"$1\"; exec sh \"$2\" verify",
                "sh",
                state,
                scene.at("mirror.sh").toString());

    assertThat(result.output()).contains("which is in the bundle");
  }

  private void requireRefused(String what) {
    for (Shell shell : SHELLS) {
      Shell.Result result = scene.mirror(shell, "verify");

      assertThat(result.status()).as("%s in %s: %s", what, shell, result.output()).isNotZero();
      assertThat(result.output()).as("%s in %s", what, shell).doesNotContain("Every", "\u001b");
    }
  }

  /** A list that is another one says so, unless the change is none. */
  @Property(tries = 60)
  void editedList_isRefused(@ForAll("edited") byte[] sums) throws IOException {
    Path temporary = temporary();
    try {
      KitScene edited = KitScene.in(temporary);
      String before = edited.read("SHA256SUMS");
      edited.write("SHA256SUMS", sums);
      if (!new String(sums, java.nio.charset.StandardCharsets.UTF_8).equals(before)) {
        Shell.Result result = edited.mirror(Shell.usual(), "verify");

        assertThat(result.output()).doesNotContain("Every file is there");
        if (result.status() == 0) {
          assertThat(result.output()).contains("edited here: ");
        }
      }
    } finally {
      delete(temporary.getParent());
    }
  }

  @Provide
  Arbitrary<byte[]> edited() {
    return EditedText.of(KitScene.in(temporary()).read("SHA256SUMS"));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mirror").resolve("bundle");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
