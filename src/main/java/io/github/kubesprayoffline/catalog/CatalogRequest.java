package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a catalog is made of.
 *
 * @param tree the Kubespray tree
 * @param release what the catalog says of the tree
 * @param inventory a file or folder; empty for the tree's sample with one node in every group
 * @param sample the folder of variables that counts where there is no inventory: the tree's own, or
 *     another in its place
 * @param varsFiles YAML or JSON files of extra vars, the weakest first
 * @param vars extra vars that outrank those of the files
 * @param facts {@code ansible_*} facts of the nodes, over the defaults
 * @param architectures of the nodes whose own variables do not name one: {@code amd64}
 * @param scope how much is selected
 * @param includes globs of ids; where there are any, nothing else is selected
 * @param additions ids of entries that the site itself needs, whether or not the inventory turns
 *     them on
 * @param excludes globs of ids that are not selected
 * @param extraFiles added, and selected
 * @param extraImages added for every architecture, and selected
 * @param vaultPasswordFile opens {@code !vault} values
 */
public record CatalogRequest(
    KubesprayTree tree,
    KubesprayRelease release,
    Optional<Path> inventory,
    Path sample,
    List<Path> varsFiles,
    Map<String, @Nullable Object> vars,
    Map<String, @Nullable Object> facts,
    List<String> architectures,
    Scope scope,
    List<String> includes,
    List<String> additions,
    List<String> excludes,
    List<ExtraFile> extraFiles,
    List<ImageReference> extraImages,
    Optional<Path> vaultPasswordFile) {

  public CatalogRequest {
    Objects.requireNonNull(tree);
    Objects.requireNonNull(release);
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(sample);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(vaultPasswordFile);
    varsFiles = List.copyOf(varsFiles);
    vars = copy(vars);
    facts = copy(facts);
    architectures = List.copyOf(architectures);
    includes = List.copyOf(includes);
    additions = List.copyOf(additions);
    excludes = List.copyOf(excludes);
    extraFiles = List.copyOf(extraFiles);
    extraImages = List.copyOf(extraImages);
  }

  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, Python.of(value)));
    return Collections.unmodifiableMap(all);
  }

  /** A request for what the tree's sample inventory turns on, on amd64. */
  public static CatalogRequest of(KubesprayTree tree) {
    return new CatalogRequest(
        tree,
        new KubesprayRelease(tree.version(), tree.root().toString(), null),
        Optional.empty(),
        tree.sampleInventory(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of("amd64"),
        Scope.ENABLED,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The same for a tree of which the catalog says something else. */
  public CatalogRequest withRelease(KubesprayRelease other) {
    return changed(draft -> draft.release = other);
  }

  /** The same with another inventory. */
  public CatalogRequest withInventory(Path path) {
    return changed(draft -> draft.inventory = Optional.of(path));
  }

  /** The same with another folder of variables where there is no inventory. */
  public CatalogRequest withSample(Path folder) {
    return changed(draft -> draft.sample = folder);
  }

  /** The same with other extra vars. */
  public CatalogRequest withVars(Map<String, @Nullable Object> others) {
    return changed(draft -> draft.vars = others);
  }

  /** The same with other files of extra vars. */
  public CatalogRequest withVarsFiles(List<Path> others) {
    return changed(draft -> draft.varsFiles = others);
  }

  /** The same with other facts. */
  public CatalogRequest withFacts(Map<String, @Nullable Object> others) {
    return changed(draft -> draft.facts = others);
  }

  /** The same for other architectures. */
  public CatalogRequest withArchitectures(List<String> others) {
    return changed(draft -> draft.architectures = others);
  }

  /** The same with another scope. */
  public CatalogRequest withScope(Scope other) {
    return changed(draft -> draft.scope = other);
  }

  /** The same with other selections. */
  public CatalogRequest selecting(List<String> included, List<String> excluded) {
    return changed(
        draft -> {
          draft.includes = included;
          draft.excludes = excluded;
        });
  }

  /** The same with entries that the site itself needs. */
  public CatalogRequest adding(List<String> ids) {
    return changed(draft -> draft.additions = ids);
  }

  /** The same with more files and images. */
  public CatalogRequest withExtras(List<ExtraFile> files, List<ImageReference> images) {
    return changed(
        draft -> {
          draft.extraFiles = files;
          draft.extraImages = images;
        });
  }

  /** The same with the file that holds the vault's password. */
  public CatalogRequest withVaultPasswordFile(Path file) {
    return changed(draft -> draft.vaultPasswordFile = Optional.of(file));
  }

  private CatalogRequest changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.request();
  }

  /** A request that may still be changed. */
  private static final class Draft {

    private final KubesprayTree tree;
    private KubesprayRelease release;
    private Optional<Path> inventory;
    private Path sample;
    private List<Path> varsFiles;
    private Map<String, @Nullable Object> vars;
    private Map<String, @Nullable Object> facts;
    private List<String> architectures;
    private Scope scope;
    private List<String> includes;
    private List<String> additions;
    private List<String> excludes;
    private List<ExtraFile> extraFiles;
    private List<ImageReference> extraImages;
    private Optional<Path> vaultPasswordFile;

    Draft(CatalogRequest from) {
      tree = from.tree;
      release = from.release;
      inventory = from.inventory;
      sample = from.sample;
      varsFiles = from.varsFiles;
      vars = from.vars;
      facts = from.facts;
      architectures = from.architectures;
      scope = from.scope;
      includes = from.includes;
      additions = from.additions;
      excludes = from.excludes;
      extraFiles = from.extraFiles;
      extraImages = from.extraImages;
      vaultPasswordFile = from.vaultPasswordFile;
    }

    CatalogRequest request() {
      return new CatalogRequest(
          tree,
          release,
          inventory,
          sample,
          varsFiles,
          vars,
          facts,
          architectures,
          scope,
          includes,
          additions,
          excludes,
          extraFiles,
          extraImages,
          vaultPasswordFile);
    }
  }
}
