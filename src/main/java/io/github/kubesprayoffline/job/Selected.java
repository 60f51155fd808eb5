package io.github.kubesprayoffline.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was asked beside the inventory, as a bundle says it in {@link Inputs#SELECTION}. */
record Selected(
    List<String> architectures,
    Scope scope,
    List<String> includes,
    List<String> excludes,
    boolean siteImages,
    Map<String, Object> facts) {

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
        JSON.convertValue(fields.object("facts").object(), VALUES));
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
