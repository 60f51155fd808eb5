package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of the tree that hold the URL of a file. Kubespray's own list of files is made of
 * those named {@code *_download_url}; the tree also has {@code argocd_install_url}.
 */
final class UrlVariables {

  private static final Set<Source> OF_TREE = Set.of(Source.ROLE_DEFAULTS, Source.ROLE_VARS);

  private final Node node;
  private final Templar templar;

  private UrlVariables(Node node) {
    this.node = node;
    this.templar = node.templar();
  }

  /** The URLs on a node, each as a file that nothing enables, in the tree's order. */
  static List<Download> read(Node node) {
    UrlVariables reader = new UrlVariables(node);
    List<Download> all = new ArrayList<>();
    node.templar().names(OF_TREE).stream()
        .filter(name -> name.endsWith("_download_url") || name.endsWith("_install_url"))
        .forEach(name -> all.add(reader.read(name)));
    return all;
  }

  private Download read(String name) {
    try {
      String url = Python.str(templar.value(name));
      FileEntry file =
          new FileEntry(
              name, node.arch(), false, url, FilePath.ofDownload(url), null, "", List.of());
      return download(name, Optional.of(file), List.of());
    } catch (EvaluationException | InvalidInputException e) {
      return download(name, Optional.empty(), List.of(e.getMessage()));
    }
  }

  private Download download(String name, Optional<FileEntry> file, List<String> failures) {
    templar.drainRead();
    return new Download(
        name,
        node.arch(),
        false,
        file,
        Optional.empty(),
        Optional.empty(),
        failures,
        null,
        Set.of(name));
  }
}
