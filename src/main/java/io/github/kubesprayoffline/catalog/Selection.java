package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is to bring for one cluster, beside what its inventory and variables say. It is the
 * same in whatever order it was given.
 */
public final class Selection {

  private static final JsonMapper VALUES = JsonMapper.builder().build();

  /** The architectures of nodes whose own variables do not name one: {@code amd64}. */
  public static final SelectionField<List<String>> ARCHITECTURES =
      SelectionField.texts("architectures", "amd64");

  /** How much is selected. */
  public static final SelectionField<Scope> SCOPE = SelectionField.choice("scope", Scope.ENABLED);

  /** Globs of ids; where there are any, nothing else is selected. */
  public static final SelectionField<List<String>> INCLUDES = SelectionField.texts("includes");

  /** Globs of ids that are not selected. */
  public static final SelectionField<List<String>> EXCLUDES = SelectionField.texts("excludes");

  /** Files that are added, and selected. */
  public static final SelectionField<List<ExtraFile>> EXTRA_FILES =
      SelectionField.set(
          "extraFiles",
          List.of(),
          Comparator.comparing(ExtraFile::url).thenComparing(Selection::checksum),
          Selection::file,
          (json, field) -> json.objects(field, Selection::extraFile));

  /** Images that are added for every architecture, and selected. */
  public static final SelectionField<List<ImageReference>> EXTRA_IMAGES =
      SelectionField.set(
          "extraImages",
          List.of(),
          Comparator.comparing(ImageReference::toString),
          ImageReference::toString,
          (json, field) -> json.texts(field, ImageReference::parse));

  /** Whether the images that serve the bundle come along. */
  public static final SelectionField<Boolean> SITE_IMAGES = SelectionField.flag("siteImages");

  /** The name of the image to build of Kubespray's, the tree and the inventory. */
  public static final SelectionField<Optional<ImageReference>> RUNNER_IMAGE =
      SelectionField.optionalText("runnerImage", ImageReference::parse);

  /** The {@code ansible_*} facts of the nodes, over the defaults. */
  public static final SelectionField<Map<String, @Nullable Object>> FACTS =
      new SelectionField<>(
          "facts",
          Map.of(),
          Facts::of,
          TreeMap::new, // Sorted by name; within a value the order may count.
          (json, field) -> json.object(field).value(Selection::facts));

  /** The checksums of the files of extra vars by name, as far as they have been read. */
  public static final SelectionField<SortedMap<String, Checksum>> EXTRA_VARS =
      new SelectionField<>(
          "extraVars",
          Collections.emptySortedMap(),
          read -> Collections.unmodifiableSortedMap(new TreeMap<>(read)),
          Selection::texts,
          (json, field) ->
              json.object(field)
                  .map(name -> name, (vars, name) -> vars.text(name, Checksum::parse)));

  /** All that a selection says, as it is written. */
  static final List<SelectionField<?>> FIELDS =
      List.of(
          ARCHITECTURES,
          SCOPE,
          INCLUDES,
          EXCLUDES,
          EXTRA_FILES,
          EXTRA_IMAGES,
          SITE_IMAGES,
          RUNNER_IMAGE,
          FACTS,
          EXTRA_VARS);

  /** What the inventory turns on, on amd64. */
  public static final Selection DEFAULT = new Selection(initial());

  private final Map<SelectionField<?>, Object> values;

  private Selection(Map<SelectionField<?>, Object> values) {
    this.values = values;
  }

  private static Map<SelectionField<?>, Object> initial() {
    Map<SelectionField<?>, Object> values = new LinkedHashMap<>();
    FIELDS.forEach(field -> values.put(field, field.initial()));
    return values;
  }

  /** The same with another value of one field. */
  public <T> Selection with(SelectionField<T> field, T value) {
    Map<SelectionField<?>, Object> changed = new LinkedHashMap<>(values);
    changed.put(field, field.kept(value));
    return new Selection(changed);
  }

  @SuppressWarnings("unchecked") // Each was put there by a field of its type.
  <T> T get(SelectionField<T> field) {
    return (T) values.get(field);
  }

  /** See {@link #ARCHITECTURES}. */
  public List<String> architectures() {
    return get(ARCHITECTURES);
  }

  /** See {@link #SCOPE}. */
  public Scope scope() {
    return get(SCOPE);
  }

  /** See {@link #INCLUDES}. */
  public List<String> includes() {
    return get(INCLUDES);
  }

  /** See {@link #EXCLUDES}. */
  public List<String> excludes() {
    return get(EXCLUDES);
  }

  /** See {@link #EXTRA_FILES}. */
  public List<ExtraFile> extraFiles() {
    return get(EXTRA_FILES);
  }

  /** See {@link #EXTRA_IMAGES}. */
  public List<ImageReference> extraImages() {
    return get(EXTRA_IMAGES);
  }

  /** See {@link #SITE_IMAGES}. */
  public boolean siteImages() {
    return get(SITE_IMAGES);
  }

  /** See {@link #RUNNER_IMAGE}. */
  public Optional<ImageReference> runnerImage() {
    return get(RUNNER_IMAGE);
  }

  /** See {@link #FACTS}. */
  public Map<String, @Nullable Object> facts() {
    return get(FACTS);
  }

  /** See {@link #EXTRA_VARS}. */
  public SortedMap<String, Checksum> extraVars() {
    return get(EXTRA_VARS);
  }

  /**
   * The selection as it is written down, without what only this machine knows.
   *
   * @param read the checksums of the files of extra vars
   */
  public Selection recorded(SortedMap<String, Checksum> read) {
    return with(EXTRA_FILES, extraFiles().stream().map(ExtraFile::recorded).toList())
        .with(EXTRA_VARS, read);
  }

  private static String checksum(ExtraFile file) {
    return String.valueOf(file.checksum());
  }

  private static Map<String, @Nullable Object> file(ExtraFile file) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("url", file.url());
    fields.put("checksum", file.checksum() == null ? null : checksum(file));
    return fields;
  }

  private static ExtraFile extraFile(JsonFields file) {
    return new ExtraFile(file.text("url"), file.textOrNull("checksum", Checksum::parse));
  }

  private static Map<String, @Nullable Object> facts(JsonFields facts) {
    return Facts.of( // Here, for its errors to have the place.
        VALUES.convertValue(facts.object(), new TypeReference<Map<String, @Nullable Object>>() {}));
  }

  private static Map<String, String> texts(Map<String, Checksum> checksums) {
    Map<String, String> texts = new TreeMap<>();
    checksums.forEach((name, checksum) -> texts.put(name, checksum.toString()));
    return texts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Selection selection && values.equals(selection.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Selection" + values;
  }
}
