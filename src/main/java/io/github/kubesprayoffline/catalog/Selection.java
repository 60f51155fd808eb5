package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is to bring for one cluster, beside what its inventory and variables say. It is the
 * same in whatever order it was given.
 *
 * @param architectures of the nodes whose own variables do not name one: {@code amd64}
 * @param scope how much is selected
 * @param includes globs of ids; where there are any, nothing else is selected
 * @param excludes globs of ids that are not selected
 * @param extraFiles added, and selected
 * @param extraImages added for every architecture, and selected
 * @param siteImages whether the images that serve the bundle come along
 * @param runnerImage the name of the image to build of Kubespray's, the tree and the inventory
 * @param facts {@code ansible_*} facts of the nodes, over the defaults
 * @param extraVars the files of extra vars by name, as far as they have been read
 */
public record Selection(
    List<String> architectures,
    Scope scope,
    List<String> includes,
    List<String> excludes,
    List<ExtraFile> extraFiles,
    List<ImageReference> extraImages,
    boolean siteImages,
    Optional<ImageReference> runnerImage,
    Map<String, @Nullable Object> facts,
    SortedMap<String, Checksum> extraVars) {

  /** What the inventory turns on, on amd64. */
  public static final Selection DEFAULT = new Builder().build();

  public Selection {
    Objects.requireNonNull(scope);
    Objects.requireNonNull(runnerImage);
    architectures = sorted(architectures, Comparator.naturalOrder());
    includes = sorted(includes, Comparator.naturalOrder());
    excludes = sorted(excludes, Comparator.naturalOrder());
    extraFiles =
        sorted(
            extraFiles,
            Comparator.comparing(ExtraFile::url)
                .thenComparing(file -> String.valueOf(file.checksum())));
    extraImages = sorted(extraImages, Comparator.comparing(ImageReference::toString));
    facts = Facts.of(facts);
    extraVars = Collections.unmodifiableSortedMap(new TreeMap<>(extraVars));
  }

  private static <T> List<T> sorted(Collection<T> values, Comparator<? super T> order) {
    return values.stream().distinct().sorted(order).toList();
  }

  /** Begins with {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Begins with this selection. */
  public Builder toBuilder() {
    return new Builder()
        .architectures(architectures)
        .scope(scope)
        .includes(includes)
        .excludes(excludes)
        .extraFiles(extraFiles)
        .extraImages(extraImages)
        .siteImages(siteImages)
        .runnerImage(runnerImage)
        .facts(facts)
        .extraVars(extraVars);
  }

  /**
   * The selection as it is written down, without what only this machine knows.
   *
   * @param read the checksums of the files of extra vars
   */
  public Selection recorded(SortedMap<String, Checksum> read) {
    return toBuilder()
        .extraFiles(extraFiles.stream().map(ExtraFile::recorded).toList())
        .extraVars(read)
        .build();
  }

  /** Makes a selection. */
  public static final class Builder {

    private List<String> architectures = List.of("amd64");
    private Scope scope = Scope.ENABLED;
    private List<String> includes = List.of();
    private List<String> excludes = List.of();
    private List<ExtraFile> extraFiles = List.of();
    private List<ImageReference> extraImages = List.of();
    private boolean siteImages;
    private Optional<ImageReference> runnerImage = Optional.empty();
    private Map<String, @Nullable Object> facts = Map.of();
    private SortedMap<String, Checksum> extraVars = new TreeMap<>();

    private Builder() {}

    /** Sets the architectures of nodes that do not name their own. */
    public Builder architectures(List<String> names) {
      architectures = names;
      return this;
    }

    /** Sets how much is selected. */
    public Builder scope(Scope value) {
      scope = value;
      return this;
    }

    /** Sets the globs of ids beside which nothing is selected. */
    public Builder includes(List<String> globs) {
      includes = globs;
      return this;
    }

    /** Sets the globs of ids that are not selected. */
    public Builder excludes(List<String> globs) {
      excludes = globs;
      return this;
    }

    /** Sets the files of the user's own. */
    public Builder extraFiles(List<ExtraFile> files) {
      extraFiles = files;
      return this;
    }

    /** Sets the images of the user's own. */
    public Builder extraImages(List<ImageReference> images) {
      extraImages = images;
      return this;
    }

    /** Sets whether the images that serve the bundle come along. */
    public Builder siteImages(boolean come) {
      siteImages = come;
      return this;
    }

    /** Sets the name of the image to build. */
    public Builder runnerImage(Optional<ImageReference> name) {
      runnerImage = name;
      return this;
    }

    /** Sets the facts of the nodes. */
    public Builder facts(Map<String, @Nullable Object> values) {
      facts = values;
      return this;
    }

    /** Sets the checksums of the files of extra vars. */
    public Builder extraVars(SortedMap<String, Checksum> read) {
      extraVars = read;
      return this;
    }

    /** The selection. */
    public Selection build() {
      return new Selection(
          architectures,
          scope,
          includes,
          excludes,
          extraFiles,
          extraImages,
          siteImages,
          runnerImage,
          facts,
          extraVars);
    }
  }
}
