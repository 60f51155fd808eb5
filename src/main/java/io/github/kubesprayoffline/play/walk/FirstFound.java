package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.UndefinedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code first_found}: the first of some files that exists; names that use what is not there are
 * left out.
 */
final class FirstFound {

  private final Evaluation evaluation;
  private final String kind;
  private final List<String> names = new ArrayList<>();
  private boolean skips;

  /**
   * A search.
   *
   * @param kind the folder that such files are put in: {@code vars}
   */
  FirstFound(Evaluation evaluation, String kind) {
    this.evaluation = evaluation;
    this.kind = kind;
  }

  /**
   * The file, as templates see it; nothing where none is found and that is allowed.
   *
   * @throws EvaluationException where none is found and that is not allowed
   */
  List<String> find(List<@Nullable Object> terms) {
    terms.forEach(this::collect);
    FileSearch search = new FileSearch(evaluation);
    for (String name : names) {
      var found = search.find(kind, name);
      if (found.isPresent()) {
        return List.of(World.TREE + "/" + found.get());
      }
    }
    if (skips) {
      return List.of();
    }
    throw new EvaluationException("no file was found of " + names);
  }

  private void collect(@Nullable Object term) {
    if (term instanceof Map<?, ?> map) {
      List<String> paths = texts(map.get("paths"));
      Object skip = map.get("skip");
      skips |= skip != null && Python.truth(evaluation.renderAny(skip));
      for (String file : texts(map.get("files"))) {
        if (paths.isEmpty()) {
          names.add(file);
        }
        paths.forEach(path -> names.add(path + "/" + file));
      }
    } else if (term instanceof List<?> list) {
      list.forEach(this::collect);
    } else {
      names.addAll(texts(term));
    }
  }

  private List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(each -> text(each).stream()).toList();
    }
    return value == null ? List.of() : text(value);
  }

  /** A name that uses what is not defined is none. */
  private List<String> text(@Nullable Object written) {
    try {
      Object rendered = evaluation.renderAny(written);
      if (rendered instanceof List<?> list) {
        return list.stream().map(Python::str).toList();
      }
      return rendered == null ? List.of() : List.of(Python.str(rendered).split("[,;]", -1));
    } catch (UndefinedException e) {
      return List.of();
    }
  }
}
