package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  @TempDir Path folder;
  private Path tree;

  @BeforeEach
  void plant() throws IOException {
    tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("a/b"));
    Files.writeString(tree.resolve("a/b/leaf"), "x");
    Files.writeString(tree.resolve("leaf"), "x");
  }

  @Test
  void tree_isDeletedWithAllThatIsInIt() throws IOException {
    FileTree.delete(tree);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void file_isDeleted() throws IOException {
    FileTree.delete(tree.resolve("leaf"));

    assertThat(tree.resolve("leaf")).doesNotExist();
    assertThat(tree.resolve("a/b/leaf")).exists();
  }

  @Test
  void nothing_staysNothing() throws IOException {
    FileTree.delete(folder.resolve("none"));

    assertThat(tree.resolve("leaf")).exists();
  }

  @Test
  void linksInTheTree_areDeletedAndNotFollowed() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path kept = Files.writeString(outside.resolve("kept"), "kept");
    Files.createSymbolicLink(tree.resolve("a/folder"), outside);
    Files.createSymbolicLink(tree.resolve("a/file"), kept);
    Files.createSymbolicLink(tree.resolve("a/dangling"), folder.resolve("gone"));
    Files.createSymbolicLink(tree.resolve("a/round"), tree);

    FileTree.delete(tree);

    assertThat(tree).doesNotExist();
    assertThat(kept).hasContent("kept");
  }

  @Test
  void linkInTheTreesOwnPlace_isDeletedAndNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), tree);

    FileTree.delete(link);

    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(tree.resolve("a/b/leaf")).exists();
  }

  @Test
  void danglingLink_isDeleted() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

    FileTree.delete(link);

    assertThat(Files.isSymbolicLink(link)).isFalse();
  }

  @Test
  void whatCannotBeDeleted_isNamed() throws IOException {
    Path locked = tree.resolve("a/b");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "root may delete everything");
    try {
      assertThatThrownBy(() -> FileTree.delete(tree))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("leaf");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void noFiles_makeNoFolder() throws IOException {
    FileTree.write(folder.resolve("empty"), new TreeMap<>());

    assertThat(folder.resolve("empty")).doesNotExist();
  }
}
