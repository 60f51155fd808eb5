package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a tree's roles, which tell what variables a release reads: what no role names is
 * dead, whatever the sample inventory says.
 */
final class TreeText {

  private static final String ENGINES = "roles/container-engine";

  /** {@code mirror.ca} is a word, and so is {@code mirror}. */
  private static final Pattern WORD = Pattern.compile("\\w+(?:\\.\\w+)*");

  private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".j2");

  private final Set<String> words = new HashSet<>();
  private final boolean isWhole;

  private TreeText(KubesprayTree tree) {
    this.isWhole = Files.isDirectory(tree.root().resolve(ENGINES));
    roots(tree).forEach(this::read);
  }

  static TreeText read(KubesprayTree tree) {
    return new TreeText(tree);
  }

  /** Where a tree comes without the roles of the container engines, its sample speaks for them. */
  private List<Path> roots(KubesprayTree tree) {
    Path roles = tree.root().resolve("roles");
    return isWhole ? List.of(roles) : List.of(roles, tree.sampleInventory());
  }

  /** Whether it has the roles of the container engines, so that what it names is all there is. */
  boolean isWhole() {
    return isWhole;
  }

  /** Whether a role refers to a variable, or an attribute: {@code mirror.ca}. */
  boolean names(String word) {
    return words.contains(word);
  }

  private void read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(TreeText::isRead).collect(Collectors.toList())) {
        addWords(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new OfflineException("%s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static boolean isRead(Path file) {
    String name = file.getFileName().toString();
    return ENDINGS.stream().anyMatch(name::endsWith)
        && !name.equals("checksums.yml")
        && Files.isRegularFile(file);
  }

  private void addWords(String text) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      words.add(word);
      for (int dot = word.indexOf('.'); dot > 0; dot = word.indexOf('.', dot + 1)) {
        words.add(word.substring(0, dot));
      }
    }
  }
}
