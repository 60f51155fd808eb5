package io.github.kubesprayoffline.play;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.play.ask.Ask;
import io.github.kubesprayoffline.play.ask.Asks;
import io.github.kubesprayoffline.play.ask.Asks.Seen;
import io.github.kubesprayoffline.play.ask.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks as text; the schema is {@code kubespray-offline/asks/1}. */
public final class AsksJson {

  /** The name and version of the format. */
  public static final String SCHEMA = "kubespray-offline/asks/1";

  /** Arguments that are nobody's business. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|token|secret|activation_?key).*");

  private final HostGroups groups;
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  private AsksJson(Inventory inventory) {
    this.groups = new HostGroups(inventory);
  }

  /** The one way to write asks: UTF-8, LF, two spaces. */
  public static byte[] write(
      KubesprayRelease release,
      String playbook,
      Inventory inventory,
      Asks asks,
      List<NotCarried> notCarried) {
    AsksJson json = new AsksJson(inventory);
    json.document.put("schema", SCHEMA);
    json.document
        .putObject("kubespray")
        .put("version", release.version())
        .put("source", release.source())
        .put("sha256", release.sha256() == null ? null : release.sha256().hex());
    json.document.put("playbook", playbook);
    json.images(asks);
    json.files(asks);
    json.charts(asks);
    json.packages("packages", asks.packages(false, false));
    json.packages("packages_removed", asks.packages(true, false));
    json.packageTasks(asks);
    json.repositories(asks);
    json.commands(asks);
    json.notCarried(notCarried);
    json.unknown(asks);
    return CanonicalJson.write(json.document);
  }

  /** The asks of a kind by what makes them one entry, sorted. */
  private static <T extends Ask> Map<String, List<Map.Entry<T, Map<Source, Seen>>>> sorted(
      Asks asks, Class<T> kind, Function<T, String> key) {
    return asks.of(kind).stream()
        .collect(
            Collectors.groupingBy(
                each -> key.apply(each.getKey()), TreeMap::new, Collectors.toList()));
  }

  private void images(Asks asks) {
    ArrayNode images = document.putArray("images");
    sorted(asks, Ask.Image.class, Ask.Image::ref)
        .forEach(
            (ref, all) -> {
              ObjectNode image = images.addObject().put("ref", ref);
              SortedSet<String> written = new TreeSet<>();
              all.forEach(each -> written.add(each.getKey().written()));
              written.remove(ref);
              written.forEach(image.withArray("as_written")::add);
              image.put(
                  "in_downloads",
                  all.stream()
                      .anyMatch(
                          each ->
                              each.getKey().how().equals("pull")
                                  && Asks.isOfDownload(each.getValue())));
              image.put("certain", isCertain(all));
              ArrayNode sources = image.putArray("sources");
              all.stream()
                  .sorted(
                      java.util.Comparator.comparing(
                          each -> each.getKey().where() + "\n" + each.getKey().how()))
                  .forEach(
                      each ->
                          add(each.getValue(), sources)
                              .forEach(
                                  source ->
                                      source
                                          .put("where", each.getKey().where())
                                          .put("how", each.getKey().how())));
            });
  }

  private static <T> boolean isCertain(List<Map.Entry<T, Map<Source, Seen>>> all) {
    return all.stream().anyMatch(each -> Asks.isCertain(each.getValue()));
  }

  private void files(Asks asks) {
    Set<String> downloaded =
        asks.of(Ask.File.class).stream()
            .filter(each -> Asks.isOfDownload(each.getValue()))
            .map(each -> each.getKey().url())
            .collect(Collectors.toSet());
    entries(
        "files",
        asks,
        Ask.File.class,
        file -> String.join("\n", file.url(), file.checksum(), file.module()),
        (file, node) ->
            node.put("url", file.url())
                .put("checksum", file.checksum())
                .put("module", file.module())
                .put("in_downloads", downloaded.contains(file.url())));
  }

  private void charts(Asks asks) {
    entries(
        "charts",
        asks,
        Ask.Chart.class,
        Ask.Chart::toString,
        (chart, node) -> {
          node.put("kind", chart.kind()).put("name", chart.name());
          node.put("repo", chart.repository().isEmpty() ? null : chart.repository());
          if (chart.kind().equals("chart")) {
            node.put("version", chart.version()).put("release", chart.release());
          }
        });
  }

  private void packages(String key, Map<String, SortedSet<String>> byHost) {
    ObjectNode packages = document.putObject(key);
    byHost.forEach((host, names) -> names.forEach(packages.putArray(host)::add));
  }

  private void packageTasks(Asks asks) {
    entries(
        "package_tasks",
        asks,
        Ask.Packages.class,
        Ask.Packages::toString,
        (task, node) -> {
          node.put("module", task.module()).put("state", task.state());
          task.names().forEach(node.putArray("names")::add);
          node.put("update_cache", task.updatesCache()).put("enablerepo", task.enabled());
        });
  }

  private void repositories(Asks asks) {
    entries(
        "package_repositories",
        asks,
        Ask.Repository.class,
        AsksJson::key,
        (repository, node) -> {
          node.put("kind", repository.kind());
          shown(repository.args()).forEach(node.putObject("args")::put);
        });
  }

  private static String key(Ask.Repository repository) {
    return repository.kind() + shown(repository.args());
  }

  private static Map<String, String> shown(Map<String, @Nullable Object> args) {
    Map<String, String> shown = new TreeMap<>();
    args.forEach(
        (name, value) ->
            shown.put(name, SECRET.matcher(name).matches() ? "(hidden)" : Python.str(value)));
    return shown;
  }

  private void notCarried(List<NotCarried> notCarried) {
    ArrayNode all = document.putArray("not_carried");
    notCarried.forEach(
        each ->
            all.addObject()
                .put("what", each.what())
                .put("why", each.why())
                .put("remedy", each.remedy()));
  }

  private void commands(Asks asks) {
    entries(
        "commands_with_network",
        asks,
        Ask.Command.class,
        Ask.Command::toString,
        (command, node) -> {
          node.put("module", command.module()).put("command", command.command());
          command.urls().forEach(node.withArray("urls_in_script")::add);
        });
  }

  /** Writes the asks of a kind, each with who asks. */
  private <T extends Ask> void entries(
      String name,
      Asks asks,
      Class<T> kind,
      Function<T, String> key,
      BiConsumer<T, ObjectNode> fields) {
    ArrayNode entries = document.putArray(name);
    for (List<Map.Entry<T, Map<Source, Seen>>> all : sorted(asks, kind, key).values()) {
      ObjectNode node = entries.addObject();
      fields.accept(all.get(0).getKey(), node);
      node.put("certain", isCertain(all));
      ArrayNode sources = node.putArray("sources");
      all.forEach(each -> add(each.getValue(), sources));
    }
  }

  private List<ObjectNode> add(Map<Source, Seen> all, ArrayNode sources) {
    List<ObjectNode> added = new ArrayList<>();
    for (Map.Entry<Source, Seen> each : Asks.sorted(all)) {
      Source source = each.getKey();
      ObjectNode node =
          sources
              .addObject()
              .put("role", source.role())
              .put("task", source.task())
              .put("at", source.at());
      source.when().forEach(node.putArray("when")::add);
      HostGroups.Said hosts = groups.say(each.getValue().hosts());
      hosts.groups().forEach(node.putArray("groups")::add);
      hosts.hosts().forEach(node.putArray("hosts")::add);
      node.put("certain", each.getValue().isCertain());
      added.add(node);
    }
    return added;
  }

  private void unknown(Asks asks) {
    ArrayNode unknown = document.putArray("unknown");
    asks.failures()
        .forEach(
            (at, all) -> all.forEach(why -> unknown.addObject().put("at", at).put("why", why)));
  }
}
