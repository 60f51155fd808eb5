package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceArchiveTest {

  @TempDir Path folder;

  @Test
  @RequiresProgram("tar")
  void tree_isPackedWithoutWhatToolsLeaveInIt() throws IOException {
    Path tree = tree("tree");

    WrittenBundle packed = SourceArchive.pack(tree, "v2.31.0", folder.resolve("a.tar.gz"));

    assertThat(Programs.run("tar", "-tzf", packed.file().toString()).lines())
        .containsExactly(
            "kubespray-2.31.0/cluster.yml",
            "kubespray-2.31.0/inventory/local/group_vars",
            "kubespray-2.31.0/inventory/sample/inventory.ini",
            "kubespray-2.31.0/scripts/run.sh");
    Programs.run("tar", "-xzf", packed.file().toString(), "-C", folder.toString());
    assertThat(folder.resolve("kubespray-2.31.0/scripts/run.sh").toFile().canExecute()).isTrue();
    assertThat(
            Files.readSymbolicLink(folder.resolve("kubespray-2.31.0/inventory/local/group_vars")))
        .isEqualTo(Path.of("../sample"));
  }

  @Test
  void sameTreeElsewhereAndLater_givesTheSameBytes() throws IOException {
    Path one = SourceArchive.pack(tree("one"), "v1", folder.resolve("1.tar.gz")).file();
    Path tree = tree("two");
    Files.setLastModifiedTime(tree.resolve("cluster.yml"), FileTime.fromMillis(1000));
    Path other = SourceArchive.pack(tree, "v1", folder.resolve("2.tar.gz")).file();

    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void linkOutOfTheTree_isRefused() throws IOException {
    Path tree = tree("tree");
    Files.createSymbolicLink(tree.resolve("secrets"), folder.resolve("elsewhere"));

    assertThatThrownBy(() -> SourceArchive.pack(tree, "v1", folder.resolve("a.tar.gz")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("secrets is a link to " + folder.resolve("elsewhere"));
    assertThat(folder.resolve("a.tar.gz")).doesNotExist();
  }

  private Path tree(String name) throws IOException {
    Path tree = folder.resolve(name);
    write(tree.resolve("cluster.yml"), "---\n");
    write(tree.resolve("inventory/sample/inventory.ini"), "[kube_node]\n");
    write(tree.resolve("scripts/run.sh"), "#!/bin/sh\n").toFile().setExecutable(true);
    write(tree.resolve(".git/HEAD"), name);
    write(tree.resolve("library/__pycache__/x.pyc"), name);
    write(tree.resolve("cluster.retry"), name);
    Files.createDirectories(tree.resolve("inventory/local"));
    Files.createSymbolicLink(tree.resolve("inventory/local/group_vars"), Path.of("../sample"));
    return tree;
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
