package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.io.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a tree by their relative names, each read once; nothing leads out of the tree. */
public final class TreeFiles {

  private static final int MOST_FILES = 10_000;

  private final Root root;
  private final VariableFile.Opener opener;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Optional<Object>> documents = new HashMap<>();

  /** Files of a folder; the opener decrypts those that are encrypted. */
  public TreeFiles(Path root, VariableFile.Opener opener) {
    this.root = new Root(root);
    this.opener = opener;
  }

  /** A path without {@code .} and {@code ..}; empty where it would lead out of the tree. */
  public static Optional<String> normal(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String normal = String.join("/", parts);
    return !path.startsWith("/") && SafePath.isSafe(normal)
        ? Optional.of(normal)
        : Optional.empty();
  }

  /** The first of some paths that is a file, in its normal form. */
  public Optional<String> first(List<String> paths) {
    return paths.stream()
        .map(TreeFiles::normal)
        .flatMap(Optional::stream)
        .filter(this::isFile)
        .findFirst();
  }

  /** Whether a normal path is a file. */
  public boolean isFile(String path) {
    return known.computeIfAbsent(path, each -> Files.isRegularFile(root.folder().resolve(each)));
  }

  /** Whether a normal path is a folder. */
  public boolean isFolder(String path) {
    return Files.isDirectory(root.folder().resolve(path));
  }

  /** The files below a folder, sorted. */
  public List<String> below(String folder) {
    try (Stream<Path> all = Files.walk(root.at(folder))) {
      return all.filter(Files::isRegularFile)
          .limit(MOST_FILES)
          .map(each -> root.folder().relativize(each).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InvalidInputException("cannot list %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** The text of a file. */
  public String text(String path) {
    return texts.computeIfAbsent(path, each -> opener.text(root.at(real(each))));
  }

  /** What a link means that stays in the tree; releases have such. */
  private String real(String path) {
    try {
      Path top = root.folder().toRealPath();
      Path real = top.resolve(path).toRealPath();
      if (!real.startsWith(top)) {
        throw new InvalidInputException(
            "%s leads out of the tree, to %s, and is not read".formatted(path, real));
      }
      return top.relativize(real).toString().replace('\\', '/');
    } catch (IOException e) {
      throw new InvalidInputException("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The values of a file of YAML; null for an empty one. */
  public @Nullable Object document(String path) {
    return documents
        .computeIfAbsent(path, each -> Optional.ofNullable(YamlValues.parse(text(each), each)))
        .orElse(null);
  }

  /** The variables of a file. */
  public Variables variables(String path, Source source) {
    return Variables.ofFile(document(path), source, path);
  }

  /** The variables of a role's file or folder of that name; none where there is neither. */
  Variables variablesOfRole(String folder, String name, Source source) {
    for (String ending : List.of(".yml", ".yaml", ".json")) {
      if (isFile(folder + "/" + name + ending)) {
        return variables(folder + "/" + name + ending, source);
      }
    }
    String path = folder + "/" + name;
    if (isFile(path)) {
      return variables(path, source);
    }
    Variables all = new Variables();
    if (isFolder(path)) {
      List<String> files = new ArrayList<>(below(path));
      files.removeIf(file -> !file.matches(".*\\.(yml|yaml|json)|.*/[^./]+"));
      files.forEach(file -> all.addAll(variables(file, source)));
    }
    return all;
  }
}
