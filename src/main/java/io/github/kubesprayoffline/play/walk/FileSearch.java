package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.play.read.TreeFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files that tasks name: in their roles, beside themselves, beside the playbook. */
final class FileSearch {

  private final Evaluation evaluation;

  FileSearch(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * The file of that name, as a normal path of the tree.
   *
   * @param kind the folder that such files are put in: {@code templates}
   */
  Optional<String> find(String kind, String name) {
    return evaluation.world().files().first(candidates(kind, name));
  }

  /** The folder of that name. */
  Optional<String> findFolder(String kind, String name) {
    return candidates(kind, name).stream()
        .map(TreeFiles::normal)
        .flatMap(Optional::stream)
        .filter(evaluation.world().files()::isFolder)
        .findFirst();
  }

  /** The file of tasks of that name. */
  Optional<String> findTasks(String name) {
    List<String> all = new ArrayList<>();
    all.add(evaluation.at().place().folder() + "/" + name);
    all.addAll(candidates("tasks", name));
    return evaluation.world().files().first(withoutSlash(all));
  }

  private List<String> candidates(String kind, String name) {
    if (name.startsWith(World.TREE + "/")) {
      return List.of(name.substring(World.TREE.length() + 1));
    }
    if (name.startsWith("/")) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    for (String folder : folders()) {
      all.add(folder + "/" + kind + "/" + name);
      all.add(folder + "/" + name);
    }
    return withoutSlash(all);
  }

  private static List<String> withoutSlash(List<String> paths) {
    return paths.stream().map(each -> each.startsWith("/") ? each.substring(1) : each).toList();
  }

  private List<String> folders() {
    List<String> folders = new ArrayList<>();
    RoleScope role = evaluation.at().role();
    if (role != null) {
      for (int i = role.chain().size() - 1; i >= 0; i--) {
        folders.add(role.chain().get(i).role().path());
      }
    }
    folders.add(evaluation.at().place().folder());
    PlayRun play = evaluation.play();
    if (play != null) {
      folders.add(play.folder());
    }
    return folders;
  }
}
