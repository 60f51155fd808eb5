package io.github.kubesprayoffline.play.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What modules say, when all goes well on nodes that have nothing yet. */
final class Answers {

  private static final Map<String, Function<Call, Answer>> MODULES =
      Map.ofEntries(
          Map.entry("setup", Answers::setup),
          Map.entry("gather_facts", Answers::setup),
          Map.entry("template", Contents::template),
          Map.entry("copy", Contents::copy),
          Map.entry("stat", Disk::stat),
          Map.entry("slurp", Disk::slurp),
          Map.entry("get_url", Disk::fetched),
          Map.entry("file", Disk::file),
          Map.entry("lineinfile", Disk::touched),
          Map.entry("blockinfile", Disk::touched),
          Map.entry("replace", Disk::touched),
          Map.entry("ini_file", Disk::touched),
          Map.entry("unarchive", Disk::touched),
          Map.entry("synchronize", Disk::touched),
          Map.entry("assemble", Disk::touched),
          Map.entry("find", call -> found()),
          Map.entry("command", Commands::answer),
          Map.entry("shell", Commands::answer),
          Map.entry("raw", Commands::answer),
          Map.entry("expect", Commands::answer),
          Map.entry("script", Commands::script),
          Map.entry("uri", Answers::uri),
          Map.entry("package_facts", call -> facts(Map.of("packages", Map.of()))),
          Map.entry("service_facts", call -> facts(Map.of("services", Map.of()))),
          Map.entry("getent", call -> facts(Map.of("getent_" + call.text("database"), Map.of()))),
          Map.entry("tempfile", Answers::temporary),
          Map.entry("async_status", call -> done("finished", 1L)),
          Map.entry("systemd", Answers::service),
          Map.entry("systemd_service", Answers::service),
          Map.entry("service", Answers::service),
          Map.entry("apt", call -> packages()),
          Map.entry("package", call -> packages()),
          Map.entry("yum", call -> packages()),
          Map.entry("dnf", call -> packages()),
          Map.entry("fail", call -> Answer.of(Answer.seen())),
          Map.entry("assert", call -> Answer.of(Answer.seen())),
          Map.entry("validate_argument_spec", call -> Answer.of(Answer.seen())),
          Map.entry("debug", call -> Answer.of(Answer.seen())),
          Map.entry("pause", call -> Answer.of(Answer.done())));

  private Answers() {}

  /** What a module says; one that is not known does what it is told. */
  static Answer to(Call call) {
    return MODULES.getOrDefault(call.module(), each -> Answer.of(Answer.done())).apply(call);
  }

  private static Answer done(String key, @Nullable Object value) {
    Map<String, @Nullable Object> result = Answer.done();
    result.put(key, value);
    return Answer.of(result);
  }

  private static Answer facts(Map<String, ?> facts) {
    Map<String, @Nullable Object> result = Answer.seen();
    result.put("ansible_facts", new LinkedHashMap<>(facts));
    return Answer.guess(result);
  }

  private static Answer setup(Call call) {
    HostState about = call.task().keywords().delegation().facts() ? call.on() : call.visit().host();
    Map<String, @Nullable Object> result = Answer.seen();
    result.put("ansible_facts", about.knownFacts());
    return Answer.of(result);
  }

  private static Answer found() {
    Map<String, @Nullable Object> result = Answer.seen();
    result.put("files", List.of());
    result.put("matched", 0L);
    result.put("examined", 0L);
    return Answer.guess(result);
  }

  private static Answer uri(Call call) {
    Map<String, @Nullable Object> result = Answer.done();
    result.put("changed", false);
    result.put("status", 200L);
    result.put("json", Map.of());
    result.put("content", "");
    result.put("url", call.text("url"));
    return Answer.guess(result);
  }

  private static Answer temporary(Call call) {
    String state = call.text("state");
    Map<String, @Nullable Object> result = Answer.done();
    result.put("path", "/tmp/ansible.made");
    result.put("state", state.isEmpty() ? "file" : state);
    return Answer.of(result);
  }

  private static Answer service(Call call) {
    Map<String, @Nullable Object> result = Answer.done();
    result.put(
        "status", Map.of("ActiveState", "active", "LoadState", "loaded", "SubState", "running"));
    result.put("state", "started");
    result.put("name", call.text("name"));
    return Answer.guess(result);
  }

  private static Answer packages() {
    Map<String, @Nullable Object> result = Answer.done();
    result.put("cache_updated", false);
    result.put("results", List.of());
    return Answer.of(result);
  }
}
