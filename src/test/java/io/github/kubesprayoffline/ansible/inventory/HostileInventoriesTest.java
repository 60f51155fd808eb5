package io.github.kubesprayoffline.ansible.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.CpuLimit;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile inventory may hold is refused with file and line, soon. */
@CpuLimit(seconds = 20)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileInventoriesTest {

  @TempDir Path folder;

  private Inventory read(String name, String text) throws IOException {
    return read(Files.writeString(folder.resolve(name), text));
  }

  private static Inventory read(Path path) {
    VariableFile.Opener opener = HostVariables.opener(Vault.closed());
    return Budget.forHosts(1).charge(() -> InventoryReader.read(path, opener));
  }

  private static String chain(int first, int last, int step) {
    return IntStream.iterate(first, i -> i != last, i -> i + step)
        .mapToObj(i -> "[g%d:children]\ng%d\n".formatted(i, i + 1))
        .collect(Collectors.joining());
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("20,000 groups in each other", chain(0, 20_000, 1) + "[g20000]\nh\n"),
        Arguments.of("the same backwards", chain(20_000, 0, -1) + "[g20001]\nh\n"),
        Arguments.of("a circle", "[a:children]\nb\n[b:children]\nc\n[c:children]\na\n"),
        Arguments.of("itself", "[a:children]\na\n"),
        Arguments.of("all in a group", "[a:children]\nall\n"),
        Arguments.of("a range without end", "node[1:100000000]\n"),
        Arguments.of("ranges in ranges", "node" + "[0:9]".repeat(100) + "\n"),
        Arguments.of("many ranges", "a[1:15000]\nb[1:15000]\n"),
        Arguments.of("a long name", "[all]\n" + "[".repeat(100_000) + ":".repeat(100_000) + "\n"),
        Arguments.of("a name of pieces", "[all]\n" + "[a]".repeat(50_000) + ":1\n"),
        Arguments.of("NUL in a name", "[all]\nno\0de\n"),
        Arguments.of("an escape in a name", "[all]\nno\u001b[31mde\n"),
        Arguments.of("a long number", "[all]\nh x=" + "9".repeat(100_000) + "\n"),
        Arguments.of("a long number of a group", "[all:vars]\nx=" + "9".repeat(100_000) + "\n"),
        Arguments.of("variables times hosts", "n[1:19999]" + " a=1".repeat(500) + "\n"),
        Arguments.of("groups times hosts", groups()));
  }

  private static String groups() {
    return IntStream.range(0, 200)
        .mapToObj(i -> "[g%d]\nn[1:19999]\n".formatted(i))
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void hostileIni_isRefusedWithFileAndLine(String name, String text) {
    assertThatThrownBy(() -> read("hosts.ini", text))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .matches("(?s).*/hosts\\.ini:\\d+: .+")
        .hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:\n  children:\n    b:\n      children:\n        a:\n",
        "all:\n  hosts:\n    node[1:100000000]:\n",
        "all:\n  hosts:\n    \"no\\0de\":\n",
        "all:\n  hosts:\n    1:\n",
        "all:\n  hosts:\n    h: 1\n"
      })
  void hostileYaml_isRefusedWithFileAndLine(String text) {
    assertThatThrownBy(() -> read("hosts.yml", text))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .matches(".*/hosts\\.yml:\\d+: .+");
  }

  @Test
  void emptyRange_isNoHost() throws IOException {
    assertThat(read("hosts.ini", "a[5:1]\nb:99999\n").hosts())
        .extracting(Host::name)
        .containsExactly("b");
  }

  @Test
  void groupsOfManyHosts_areReadInTime() throws IOException {
    Inventory inventory = read("hosts.ini", "n[1:20000]\n[a:children]\nb\n[b]\nn[1:20000]\n");

    assertThat(inventory.hosts()).hasSize(20_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/full"})
  void device_isNotRead(String path) {
    assertThatThrownBy(() -> read(Path.of(path)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(path);
  }

  @Test
  @RequiresProgram("mkfifo")
  void pipeWithoutAWriter_isNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("hosts");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    assertThatThrownBy(() -> read(pipe)).hasMessageContaining("no regular file");
  }

  @Test
  void fileOfThreeGigabytes_isNotRead() throws IOException {
    Path file = folder.resolve("hosts");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(3L << 30);
    }

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("hosts has more than");
  }

  @Test
  void folderThatLinksToItself_isRefused() throws IOException {
    Path inventory = Files.createDirectories(folder.resolve("inventory"));
    Files.writeString(inventory.resolve("hosts"), "a\n");
    Files.createSymbolicLink(inventory.resolve("one"), inventory);
    Files.createSymbolicLink(inventory.resolve("two"), inventory);

    assertThatThrownBy(() -> read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("circle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../secret", ".", "a\\\\..\\\\b"})
  void nameThatLeadsElsewhere_namesNoFileOfVariables(String name) throws IOException {
    Path inventory = Files.createDirectories(folder.resolve("inventory"));
    Files.createDirectories(inventory.resolve("host_vars"));
    Files.writeString(inventory.resolve("secret.yml"), "x: 1");
    Files.writeString(inventory.resolve("hosts"), "all: {hosts: {\"%s\": }}".formatted(name));
    Inventory read = read(inventory.resolve("hosts"));

    assertThat(variables(read, inventory).templar(read.hosts().get(0), new Variables()).has("x"))
        .isFalse();
  }

  @Test
  void filesOfVariables_areChargedToTheSameBudget() throws IOException {
    Path all = Files.createDirectories(folder.resolve("group_vars/all"));
    for (int i = 0; i < 12; i++) {
      Files.writeString(all.resolve("f%d.yml".formatted(i)), "x:\n" + "- {a: 1}\n".repeat(100_000));
    }
    Inventory read = read("hosts.ini", "h\n");

    assertThatThrownBy(() -> variables(read, folder).templar(read.hosts().get(0), new Variables()))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .matches(".*/f\\d+\\.yml:\\d+: too much is read from here on: .*");
  }

  private static HostVariables variables(Inventory read, Path inventory) {
    Variables none = new Variables();
    return new HostVariables(
        read,
        List.of(inventory),
        new HostVariables.Layers(none, none, none, none, none),
        Vault.closed(),
        Budget.forHosts(1));
  }
}
