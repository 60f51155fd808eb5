package io.github.kubesprayoffline.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was asked beside the inventory, as a bundle says it in {@link Inputs#SELECTION}. */
record Selected(
    List<String> architectures,
    Scope scope,
    List<String> includes,
    List<String> excludes,
    boolean siteImages,
    Map<String, Object> facts,
    List<ExtraFile> extraFiles,
    List<ImageReference> extraImages,
    Optional<ImageReference> runnerImage,
    SortedMap<String, Checksum> extraVars) {

  private static final Pattern EXTRA_FILE =
      Pattern.compile(
          "ExtraFile\\[name=(?<name>[^/]*), url=(?<url>.*), checksum=(?<checksum>null|\\w+:\\w+)]");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  /**
   * Reads it.
   *
   * @throws InvalidInputException if something is missing in it
   */
  static Selected read(byte[] content) {
    JsonFields fields = JsonFields.of(Inputs.SELECTION, content);
    return new Selected(
        fields.texts("architectures"),
        fields.text("scope", word -> Scope.valueOf(word.toUpperCase(Locale.ROOT))),
        fields.texts("includes"),
        fields.texts("excludes"),
        fields.flag("siteImages"),
        JSON.convertValue(fields.object("facts").object(), VALUES),
        fields.texts("extraFiles").stream().map(Selected::extraFile).toList(),
        fields.texts("extraImages").stream().map(ImageReference::parse).toList(),
        fields.texts("runnerImage").stream().map(ImageReference::parse).findFirst(),
        fields
            .object("extraVars")
            .map(name -> name, (object, name) -> object.text(name, Checksum::parse)));
  }

  /** As a record writes itself. */
  private static ExtraFile extraFile(String text) {
    Matcher parts = EXTRA_FILE.matcher(text);
    if (!parts.matches()) {
      throw new InvalidInputException(
          "%s: '%s' is no extra file".formatted(Inputs.SELECTION, Printable.shortened(text)));
    }
    String checksum = parts.group("checksum");
    return new ExtraFile(
        parts.group("name"),
        parts.group("url"),
        checksum.equals("null") ? null : Checksum.parse(checksum));
  }

  /** What is added to the tree's own images, in a release. */
  List<ImageReference> extraImages(String version) {
    return Stream.concat(
            extraImages.stream(), new Site(siteImages, runnerImage).images(version).stream())
        .distinct()
        .toList();
  }

  /** The same request for this selection. */
  CatalogRequest applyTo(CatalogRequest request) {
    return request
        .withArchitectures(architectures)
        .withScope(scope)
        .selecting(includes, excludes)
        .adding(new Site(siteImages, Optional.empty()).downloads())
        .withFacts(facts);
  }
}
