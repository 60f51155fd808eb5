package io.github.kubesprayoffline.catalog;

import java.util.ArrayList;
import java.util.List;

/** A catalog, and what can be said of how it came about. */
public final class Resolution {

  private final Catalog catalog;
  private final DownloadLists lists;
  private final Nodes nodes;

  Resolution(Catalog catalog, DownloadLists lists, Nodes nodes) {
    this.catalog = catalog;
    this.lists = lists;
    this.nodes = nodes;
  }

  /** What is called for, and why. */
  public Catalog catalog() {
    return catalog;
  }

  /** The text of {@code files.list} and {@code images.list}. */
  public DownloadLists lists() {
    return lists;
  }

  /**
   * Why an entry is as it is: its values, each variable that they came from with file and line,
   * what those outranked, and which hosts need it; in lines of text.
   *
   * @param id an entry's id: {@code calico_node}
   * @throws io.github.kubesprayoffline.error.InvalidInputException if there is no such entry
   */
  public String explain(String id) {
    return Explanation.of(id, this);
  }

  /** The hosts that it is for, with the values that their variables have. */
  public Nodes nodes() {
    return nodes;
  }

  /**
   * All that can be downloaded to a node, selected or not, with the variables that each is made of:
   * the entries of {@code downloads}, the images of the control plane, and the variables that hold
   * URLs.
   */
  public List<Download> downloads(Node node) {
    List<Download> all = new ArrayList<>(CatalogBuilder.downloads(node));
    all.addAll(UrlVariables.read(node));
    return all;
  }
}
