package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the files of a role that match {@code *}. */
final class FileGlob {

  private final Evaluation evaluation;

  FileGlob(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  List<String> find(List<@Nullable Object> terms) {
    List<String> found = new ArrayList<>();
    terms.forEach(term -> found.addAll(find(Python.str(term))));
    return found;
  }

  private List<String> find(String pattern) {
    int slash = pattern.lastIndexOf('/');
    String folder = slash < 0 ? "" : pattern.substring(0, slash);
    Pattern name = Pattern.compile(regex(pattern.substring(slash + 1)));
    List<String> folders = new ArrayList<>();
    if (pattern.startsWith(World.TREE + "/")) {
      folders.add(folder.substring(World.TREE.length() + 1));
    } else if (!pattern.startsWith("/")) {
      RoleScope role = evaluation.at().role();
      String path = role == null ? evaluation.at().place().folder() : role.role().path();
      folders.add(path + "/files" + (folder.isEmpty() ? "" : "/" + folder));
    }
    return folders.stream()
        .filter(evaluation.world().files()::isFolder)
        .flatMap(each -> evaluation.world().files().below(each).stream())
        .filter(each -> name.matcher(each.substring(each.lastIndexOf('/') + 1)).matches())
        .map(each -> World.TREE + "/" + each)
        .toList();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
    }
    return regex.toString();
  }
}
