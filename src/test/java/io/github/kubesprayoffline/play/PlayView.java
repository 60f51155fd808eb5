package io.github.kubesprayoffline.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.ask.Ask;
import io.github.kubesprayoffline.play.ask.Asks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks as lines to compare, by their key in the recorded results. */
final class PlayView {

  private PlayView() {}

  /** What the recorded result of a case has. */
  static Map<String, SortedSet<String>> recorded(JsonNode expected) {
    Map<String, SortedSet<String>> all = empty();
    for (String key : new String[] {"packages", "packages_removed"}) {
      expected
          .path(key)
          .properties()
          .forEach(
              host ->
                  host.getValue()
                      .forEach(name -> add(all, key, host.getKey() + " " + name.asText())));
    }
    for (JsonNode file : expected.path("files")) {
      for (JsonNode host : file.path("hosts")) {
        add(
            all,
            "files",
            "%s %s %s"
                .formatted(
                    host.asText(), file.path("url").asText(), file.path("checksum").asText()));
      }
    }
    expected.path("images").forEach(image -> add(all, "images", image.path("ref").asText()));
    for (JsonNode chart : expected.path("charts")) {
      add(
          all,
          "charts",
          chart.has("repository_name")
              ? "repository %s %s"
                  .formatted(chart.path("repository_name").asText(), chart.path("url").asText())
              : "chart %s %s %s"
                  .formatted(text(chart, "name"), text(chart, "repo"), text(chart, "version")));
    }
    for (JsonNode repository : expected.path("package_repositories")) {
      for (JsonNode host : repository.path("hosts")) {
        add(
            all,
            "package_repositories",
            "%s %s %s"
                .formatted(
                    host.asText(),
                    repository.path("kind").asText(),
                    arguments(repository.path("args"))));
      }
    }
    for (JsonNode command : expected.path("commands_with_network")) {
      for (JsonNode host : command.path("hosts")) {
        add(all, "commands", "%s %s".formatted(host.asText(), command.path("command").asText()));
      }
    }
    return all;
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).isNull() ? "" : node.path(key).asText();
  }

  private static Map<String, SortedSet<String>> empty() {
    Map<String, SortedSet<String>> all = new LinkedHashMap<>();
    for (String key :
        new String[] {
          "packages",
          "packages_removed",
          "files",
          "images",
          "charts",
          "package_repositories",
          "commands"
        }) {
      all.put(key, new TreeSet<>());
    }
    return all;
  }

  private static void add(Map<String, SortedSet<String>> all, String key, String line) {
    all.get(key).add(line);
  }

  private static String arguments(JsonNode args) {
    Map<String, String> sorted = new TreeMap<>();
    args.properties().forEach(entry -> sorted.put(entry.getKey(), value(entry.getValue())));
    return sorted.toString();
  }

  private static String value(JsonNode value) {
    return value.isTextual()
        ? value.asText()
        : value.isBoolean() ? (value.asBoolean() ? "True" : "False") : value.toString();
  }

  /** What a walk found, all or only what is certain. */
  static Map<String, SortedSet<String>> found(Asks asks, boolean certainOnly) {
    Map<String, SortedSet<String>> all = empty();
    asks.packages(false, certainOnly)
        .forEach((host, names) -> names.forEach(name -> add(all, "packages", host + " " + name)));
    asks.packages(true, certainOnly)
        .forEach(
            (host, names) ->
                names.forEach(name -> add(all, "packages_removed", host + " " + name)));
    for (var each : asks.of(Ask.File.class)) {
      hosts(each.getValue(), certainOnly)
          .forEach(
              host ->
                  add(
                      all,
                      "files",
                      "%s %s %s".formatted(host, each.getKey().url(), each.getKey().checksum())));
    }
    for (var each : asks.of(Ask.Image.class)) {
      if (!hosts(each.getValue(), certainOnly).isEmpty()) {
        add(all, "images", each.getKey().ref());
      }
    }
    for (var each : asks.of(Ask.Chart.class)) {
      Ask.Chart chart = each.getKey();
      if (!hosts(each.getValue(), certainOnly).isEmpty()) {
        add(
            all,
            "charts",
            chart.kind().equals("repository")
                ? "repository %s %s".formatted(chart.name(), chart.repository())
                : "chart %s %s %s".formatted(chart.name(), chart.repository(), chart.version()));
      }
    }
    for (var each : asks.of(Ask.Repository.class)) {
      Map<String, String> args = new TreeMap<>();
      each.getKey().args().forEach((name, value) -> args.put(name, Python.str(value)));
      hosts(each.getValue(), certainOnly)
          .forEach(
              host ->
                  add(
                      all,
                      "package_repositories",
                      "%s %s %s".formatted(host, each.getKey().kind(), args)));
    }
    for (var each : asks.of(Ask.Command.class)) {
      hosts(each.getValue(), certainOnly)
          .forEach(host -> add(all, "commands", host + " " + each.getKey().command()));
    }
    return all;
  }

  private static Set<String> hosts(Map<?, Asks.Seen> sources, boolean certainOnly) {
    Set<String> hosts = new TreeSet<>();
    sources.values().forEach(seen -> hosts.addAll(certainOnly ? seen.certain() : seen.hosts()));
    return hosts;
  }
}
