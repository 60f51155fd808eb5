package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Place;
import io.github.kubesprayoffline.play.model.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads playbooks, with those that they import. */
public final class PlaybookReader {

  private static final int MAX_NESTING = 20;

  private final TreeFiles files;

  /** Playbooks of a tree. */
  public PlaybookReader(TreeFiles files) {
    this.files = files;
  }

  /**
   * The plays of a playbook, in order.
   *
   * @throws InvalidInputException if it is not there, or is no playbook: with file and line
   */
  public List<Play> read(String file) {
    List<Play> plays = new ArrayList<>();
    read(file, Keywords.NONE, 0, plays);
    return plays;
  }

  private void read(String file, Keywords outer, int depth, List<Play> plays) {
    if (depth > MAX_NESTING) {
      throw new InvalidInputException("%s: playbooks import each other too deep".formatted(file));
    }
    if (!files.isFile(file)) {
      throw new InvalidInputException("the tree has no playbook %s".formatted(file));
    }
    for (Object each : Yaml.list(files.document(file))) {
      MarkedMap map = Yaml.map(each, file, "a play");
      Optional<Object> imported = imported(map);
      if (imported.isPresent()) {
        Keywords keywords = outer.with(Yaml.keywords(map));
        read(path(file, Python.str(imported.get()), Yaml.place(map)), keywords, depth + 1, plays);
      } else {
        plays.add(play(map, outer));
      }
    }
  }

  private static Optional<Object> imported(MarkedMap map) {
    Object plain = map.get("import_playbook");
    return Optional.ofNullable(plain != null ? plain : map.get("ansible.builtin.import_playbook"));
  }

  private static String path(String file, String imported, Place place) {
    String folder = new Place(file, 0).folder();
    String words = imported.strip().split("\\s+", 2)[0];
    return TreeFiles.normal(folder.isEmpty() ? words : folder + "/" + words)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s: the playbook '%s' would lie outside of the tree".formatted(place, words)));
  }

  /** What is said of an import holds for each of its plays. */
  private static Play play(MarkedMap map, Keywords outer) {
    Keywords own = Yaml.keywords(map);
    Variables vars = new Variables();
    vars.addAll(own.vars()).addAll(outer.vars());
    Keywords both = outer.with(own);
    Keywords keywords =
        new Keywords(
            both.when(),
            both.tags(),
            vars,
            both.moduleDefaults(),
            both.delegation(),
            both.runOnce(),
            both.ignoreErrors());
    return new Play(
        Yaml.place(map),
        Yaml.text(map.get("name")),
        map.get("hosts"),
        keywords,
        map.get("gather_facts"),
        map.get("serial"),
        varsFiles(map.get("vars_files")),
        RoleReader.uses(map.get("roles"), map.file()),
        sections(map));
  }

  private static List<@Nullable Object> varsFiles(@Nullable Object value) {
    return Yaml.list(value);
  }

  private static Play.Sections sections(MarkedMap map) {
    return new Play.Sections(
        StepReader.read(map.get("pre_tasks"), map.file()),
        StepReader.read(map.get("tasks"), map.file()),
        StepReader.read(map.get("post_tasks"), map.file()),
        StepReader.read(map.get("handlers"), map.file()));
  }
}
