package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.ask.Ask;
import io.github.kubesprayoffline.play.ask.Asks;
import io.github.kubesprayoffline.play.walk.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A tree with plays and roles, of files or of a few lines. */
record FixtureTree(Path root) {

  /** The tree that uses every construct of the real ones. */
  static FixtureTree whole() {
    return new FixtureTree(
        Path.of(System.getProperty("basedir", "."), "src/test/resources/play/tree")
            .toAbsolutePath());
  }

  /** What real Ansible recorded of it. */
  static SortedSet<String> recorded() throws IOException {
    return new TreeSet<>(Files.readAllLines(whole().root().resolveSibling("tree.txt")));
  }

  /** A tree of one host, {@code node1} in the group {@code nodes}, with these tasks. */
  static FixtureTree ofTasks(Path folder, String tasks) throws IOException {
    FixtureTree tree = new FixtureTree(folder.resolve("tree"));
    tree.with("inventory/hosts.ini", "[nodes]\nnode1\n");
    String indented = tasks.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
    return tree.with("cluster.yml", "- hosts: nodes\n  gather_facts: false\n  tasks:\n" + indented);
  }

  FixtureTree with(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  Asks asks() {
    return asks(Tags.ALL);
  }

  Asks asks(Tags tags) {
    return AskFinder.find(request(tags));
  }

  AskRequest request(Tags tags) {
    Vault vault = Vault.closed();
    return new AskRequest(
        root,
        "cluster.yml",
        () ->
            InventoryReader.read(root.resolve("inventory/hosts.ini"), HostVariables.opener(vault)),
        List.of(root.resolve("inventory"), root),
        new Variables(),
        host -> Map.of(),
        tags,
        vault);
  }

  /** What is asked for, a line each: host, kind, value. */
  static SortedSet<String> lines(Asks asks, boolean certainOnly) {
    SortedSet<String> lines = new TreeSet<>();
    add(asks, Ask.File.class, certainOnly, file -> "file " + file.url(), lines);
    add(
        asks,
        Ask.Packages.class,
        certainOnly,
        task -> "package %s %s".formatted(task.state(), String.join(" ", task.names())),
        lines);
    add(asks, Ask.Command.class, certainOnly, command -> "command " + command.command(), lines);
    return lines;
  }

  private static <T extends Ask> void add(
      Asks asks,
      Class<T> kind,
      boolean certainOnly,
      java.util.function.Function<T, String> text,
      SortedSet<String> lines) {
    for (var each : asks.of(kind)) {
      each.getValue().values().stream()
          .flatMap(seen -> certainOnly ? seen.certain().stream() : seen.hosts().stream())
          .forEach(host -> lines.add(host + " " + text.apply(each.getKey())));
    }
  }

  /** The URLs that are asked for, on whatever host. */
  static List<String> urls(Asks asks) {
    return asks.of(Ask.File.class).stream().map(each -> each.getKey().url()).sorted().toList();
  }

  /** The images, with how they were found. */
  static Stream<String> images(Asks asks) {
    return asks.of(Ask.Image.class).stream()
        .map(each -> each.getKey().ref() + " by " + each.getKey().how());
  }
}
