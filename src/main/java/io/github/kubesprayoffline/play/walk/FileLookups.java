package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.jinja.Functions;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lookups that read files of the tree; they see no others. */
final class FileLookups {

  private final Evaluation evaluation;
  private final FileSearch search;

  FileLookups(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.search = new FileSearch(evaluation);
  }

  Map<String, Functions.Lookup> all() {
    return Map.of(
        "template", (terms, options) -> each(terms, this::template),
        "file", (terms, options) -> each(terms, this::file),
        "password", (terms, options) -> each(terms, this::password),
        "first_found", (terms, options) -> firstFound(terms),
        "fileglob", (terms, options) -> glob(terms),
        "inventory_hostnames", (terms, options) -> hosts(terms));
  }

  private static List<@Nullable Object> each(
      List<@Nullable Object> terms, Function<String, Object> finder) {
    List<@Nullable Object> found = new ArrayList<>();
    terms.forEach(term -> found.add(finder.apply(Python.str(term))));
    return found;
  }

  private Object template(String name) {
    String path =
        search
            .find("templates", name)
            .orElseThrow(() -> new EvaluationException("the tree has no template " + name));
    return evaluation.world().templates().text(evaluation.world().files().text(path), evaluation);
  }

  /** A file outside of the tree is one that a run would make. */
  private Object file(String name) {
    return search
        .find("files", name)
        .map(path -> evaluation.world().files().text(path).stripTrailing())
        .orElseGet(
            () -> {
              evaluation.markFleeting(true);
              return "";
            });
  }

  /** A password asks for nothing, so that any will do. */
  private Object password(String name) {
    evaluation.markFleeting(true);
    return "password";
  }

  private List<@Nullable Object> firstFound(List<@Nullable Object> terms) {
    return new ArrayList<>(new FirstFound(evaluation, "files").find(terms));
  }

  private List<@Nullable Object> glob(List<@Nullable Object> terms) {
    evaluation.markFleeting(terms.stream().anyMatch(term -> Python.str(term).startsWith("/")));
    return new ArrayList<>(new FileGlob(evaluation).find(terms));
  }

  private List<@Nullable Object> hosts(List<@Nullable Object> terms) {
    HostSelection selection = new HostSelection(evaluation.world());
    List<@Nullable Object> found = new ArrayList<>();
    terms.forEach(
        term -> selection.select(Python.str(term)).forEach(host -> found.add(host.name())));
    return found;
  }
}
