package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of a delta, in the shells that operators have. */
@RequiresProgram({"sh", "sha256sum"})
class ApplyScriptIT {

  private static final List<Shell> SHELLS = Shell.all().toList();
  private static final String SAME = "files/example.com/-/a b.tgz";

  @TempDir Path folder;

  private DeltaScene scene;

  @BeforeEach
  void unpack() {
    scene = DeltaScene.in(folder.resolve("site"));
  }

  static Stream<Shell> shells() {
    return SHELLS.stream();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void delta_becomesTheWholeBundle(Shell shell) {
    Shell.Result result = apply(shell);

    assertThat(result.output()).contains("complete: ");
    assertThat(result.status()).isZero();
    assertThat(scene.isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "$(touch evil)",
        "-x",
        "quote ' \" `",
        "new\nline\n",
        "*",
        "ü",
        "%s",
        "back\\slash"
      })
  void foldersOfWhateverName_areRead(String name) throws IOException {
    for (Shell shell : SHELLS) {
      DeltaScene odd =
          DeltaScene.in(folder.resolve(shell.command().size() + "odd" + name.length()));
      Files.move(odd.at("new"), odd.at(name));
      Files.move(odd.at("old"), odd.at(name + "2"));

      Shell.Result result = shell.run(odd.root(), "./" + name + "/apply.sh", name + "2");

      assertThat(result.output()).as("%s", shell).contains("complete: ");
      assertThat(odd.at(name + "/" + SAME)).hasContent("same");
      assertThat(odd.at("evil")).doesNotExist();
      Files.move(odd.root(), odd.root().resolveSibling("done" + SHELLS.indexOf(shell)));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void deltaThatWasAppliedInPart_isAppliedAgain(Shell shell) {
    scene.write("new/" + SAME, "half");

    assertThat(apply(shell).status()).isZero();
    assertThat(scene.isWhole()).isTrue();
  }

  /** A hard link to a file of the old bundle is replaced, and the file is not written to. */
  @Test
  void fileThatIsOneWithTheOldBundles_leavesThatAsItIs() throws IOException {
    Files.createDirectories(scene.at("new/files/example.com/-"));
    Files.createLink(scene.at("new/" + SAME), scene.at("outside/secret"));

    assertThat(apply(Shell.usual()).status()).isZero();
    assertThat(scene.at("outside/secret")).hasContent("secret");
  }

  static Stream<Arguments> hostileLists() {
    return Stream.of(
        arguments("a third tab", "old\tx\t/tmp/\tx.sh\n"),
        arguments("a source outside", "old\tfiles/../../outside/secret\tfiles/x\n"),
        arguments("an absolute source", "old\t/etc/passwd\tfiles/x\n"),
        arguments("an absolute target", "old\tfiles/example.com/was.tgz\t/tmp/evil\n"),
        arguments("a target outside", "old\tfiles/example.com/was.tgz\tfiles/../../evil\n"),
        arguments("a step that is a dot", "old\tfiles/./example.com/was.tgz\tfiles/x\n"),
        arguments("a step that is empty", "old\tfiles//was.tgz\tfiles/x\n"),
        arguments("a step that is empty at the end", "old\tfiles/example.com/was.tgz\tfiles/x/\n"),
        arguments("a target that is the script", "old\tfiles/example.com/was.tgz\tapply.sh\n"),
        arguments("a target that is a program", "old\tfiles/example.com/was.tgz\tmirror.sh\n"),
        arguments("an option", "old\tfiles/example.com/was.tgz\t-t/tmp\n"),
        arguments("an unknown word", "any\tfiles/example.com/was.tgz\tfiles/x\n"),
        arguments("a word in capitals", "OLD\tfiles/example.com/was.tgz\tfiles/x\n"),
        arguments("two fields", "old\tfiles/x\n"),
        arguments("an empty field", "old\t\tfiles/x\n"),
        arguments("an empty line", "\n"),
        arguments("a space for a tab", "old files/x files/x\n"),
        arguments("a carriage return", "old\tfiles/example.com/was.tgz\tfiles/x\r\n"),
        arguments("a backslash", "old\tfiles/example.com\\was.tgz\tfiles/x\n"),
        arguments("an escape", "old\tfiles/example.com/was.tgz\tfiles/\u001b[31mx\n"),
        arguments("a NUL", "old\tfiles/example.com/was.tgz\tfiles/x\0\n"),
        arguments("an unended line", "old\tfiles/example.com/was.tgz\tfiles/x"),
        arguments("a target twice", "old\tfiles/example.com/was.tgz\t" + SAME + "\n"),
        arguments("a target of no sum", "old\tfiles/example.com/was.tgz\tfiles/x\n"),
        arguments("a source of no sum", "new\tfiles/y\tfiles/x\n"),
        arguments("a source that is not there", "old\tfiles/absent\tfiles/x\n"),
        arguments("a byte order mark", "\ufeffold\tfiles/example.com/was.tgz\tfiles/x\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileLists")
  void hostileLine_isRefusedBeforeAnythingIsWritten(String name, String line) {
    for (String list : List.of(DeltaScene.LIST + line, line + DeltaScene.LIST)) {
      requireRefused("delta.list", list, name);
      if (!line.contains("absent")) {
        assertThat(DeltaListTest.isSound(list)).as("%s for verify", name).isFalse();
      }
    }
  }

  /** With a line for the target, so that nothing but the line itself is wrong. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileLists")
  void hostileLineWithItsSum_isRefusedToo(String name, String line) {
    if (line.contains("files/x\n") && !name.contains("step") && !name.contains("sum")) {
      scene.write("new/SHA256SUMS", DeltaScene.SUMS + "0".repeat(64) + "  files/x\n");

      requireRefused("delta.list", DeltaScene.LIST + line, name);
    }
  }

  static Stream<Arguments> hostileSums() {
    String sums = DeltaScene.SUMS;
    String zeros = "0".repeat(64);
    return Stream.of(
        arguments("nothing", ""),
        arguments("a digit that is none", "x" + sums.substring(1)),
        arguments("one space", sums.replaceFirst("  ", " ")),
        arguments("a star", sums.replaceFirst("  ", " *")),
        arguments("a capital", sums.replaceFirst("a", "A")),
        arguments("an escaped line", "\\" + sums),
        arguments("carriage returns", sums.replace("\n", "\r\n")),
        arguments("an unended line", sums.substring(0, sums.length() - 1)),
        arguments("a byte order mark", "\ufeff" + sums),
        arguments("a NUL", sums + "\0"),
        arguments("an empty line", sums + "\n"),
        arguments("a path twice", sums + sums.substring(0, sums.indexOf('\n') + 1)),
        arguments("a path outside", sums + zeros + "  ../outside/secret\n"),
        arguments("an absolute path", sums + zeros + "  /etc/passwd\n"),
        arguments("an option", sums + zeros + "  -\n"),
        arguments("no lock", sums.replaceFirst("(?m)^.*  lock.json\n", "")),
        arguments("no index", sums.replaceFirst("(?m)^.*  images/index.json\n", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileSums")
  void sumsThatCannotBeReadWhole_areRefusedBeforeAnythingIsWritten(String name, String sums) {
    requireRefused("SHA256SUMS", sums, name);
  }

  private void requireRefused(String file, String content, String what) {
    for (Shell shell : SHELLS) {
      scene.write("new/" + file, content.getBytes(StandardCharsets.UTF_8));
      SortedMap<String, String> before = scene.all("");

      Shell.Result result = apply(shell);

      assertThat(result.status()).as("%s in %s: %s", what, shell, result.output()).isNotZero();
      assertThat(scene.all("")).as("%s in %s", what, shell).isEqualTo(before);
    }
  }

  static Stream<Arguments> links() {
    return Stream.of(
        arguments("old/files/example.com", "../../outside"),
        arguments("old/files/example.com/was.tgz", "../../../outside/secret"),
        arguments("new/files/example.com/-", "/tmp"),
        arguments("new/registry", "../outside"),
        arguments("new/registry/docker", "../../outside"),
        arguments("new/" + SAME, "../../../../outside/secret"),
        arguments("new/apply.log", "../outside/secret"),
        arguments("new/delta.list", "../outside/secret"),
        arguments("new/SHA256SUMS", "../outside/secret"));
  }

  @ParameterizedTest
  @MethodSource("links")
  void linkOnTheWay_isRefusedBeforeAnythingIsWritten(String path, String target)
      throws IOException {
    for (Shell shell : SHELLS) {
      DeltaScene linked = DeltaScene.in(folder.resolve("linked" + SHELLS.indexOf(shell)));
      if (path.equals("old/files/example.com")) {
        Files.move(linked.at(path), linked.at("outside/example.com"));
        Files.createSymbolicLink(linked.at(path), Path.of("../../outside/example.com"));
      } else {
        linked.link(path, target);
      }
      SortedMap<String, String> before = linked.all("");

      Shell.Result result = shell.run(linked.root(), "new/apply.sh", "old");

      assertThat(result.status()).as("%s: %s", shell, result.output()).isNotZero();
      assertThat(linked.all("")).as("%s", shell).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"new/evil.sh", "new/files/x", "new/line\nfeed", "new/back\\slash"})
  void fileTooMany_isRefused(String path) {
    scene.write(path, "evil");

    for (Shell shell : SHELLS) {
      assertThat(apply(shell).status()).as("%s", shell).isNotZero();
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void damagedOldBundle_isNamed(Shell shell) {
    scene.write("old/files/example.com/was.tgz", "damaged");

    Shell.Result result = apply(shell);

    assertThat(result.output()).contains(SAME + ": FAILED", "the old bundle is damaged");
    assertThat(result.status()).isNotZero();
    assertThat(scene.at("new/delta.list")).exists();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void folderThatIsNoBundle_isNamed(Shell shell) {
    Shell.Result result = shell.run(scene.root(), "new/apply.sh", "outside");

    assertThat(result.output()).contains("/outside is no unpacked bundle");
    assertThat(result.status()).isNotZero();
  }

  private Shell.Result apply(Shell shell) {
    return shell.run(scene.root(), "new/apply.sh", "old");
  }
}
