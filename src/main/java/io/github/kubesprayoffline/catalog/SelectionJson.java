package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A selection as text; the schema is {@code kubespray-offline/selection/1}. */
public final class SelectionJson {

  /** The name and version of the format. */
  public static final String SCHEMA = "kubespray-offline/selection/1";

  private static final JsonMapper VALUES = JsonMapper.builder().build();
  private static final TypeReference<Map<String, @Nullable Object>> FACTS =
      new TypeReference<>() {};

  private SelectionJson() {}

  /** Writes a selection in the one way there is: UTF-8, LF, two spaces. */
  public static byte[] write(Selection selection) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schema", SCHEMA);
    selection.architectures().forEach(document.putArray("architectures")::add);
    document.put("scope", selection.scope().name().toLowerCase(Locale.ROOT));
    selection.includes().forEach(document.putArray("includes")::add);
    selection.excludes().forEach(document.putArray("excludes")::add);
    var files = document.putArray("extraFiles");
    selection.extraFiles().forEach(file -> write(file, files.addObject()));
    var images = document.putArray("extraImages");
    selection.extraImages().forEach(image -> images.add(image.toString()));
    document.put("siteImages", selection.siteImages());
    document.put("runnerImage", selection.runnerImage().map(Object::toString).orElse(null));
    // Sorted by name; within a value the order may count.
    document.set("facts", VALUES.valueToTree(new TreeMap<>(selection.facts())));
    ObjectNode vars = document.putObject("extraVars");
    selection.extraVars().forEach((name, checksum) -> vars.put(name, checksum.toString()));
    return CanonicalJson.write(document);
  }

  private static void write(ExtraFile file, ObjectNode node) {
    node.put("url", file.url())
        .put("checksum", file.checksum() == null ? null : file.checksum().toString());
  }

  /**
   * Reads a selection.
   *
   * @param name what to call it in an error
   * @throws InvalidInputException saying which field is wrong
   */
  public static Selection read(String name, byte[] bytes) {
    return JsonFields.of(name, bytes).value(SelectionJson::selection);
  }

  private static Selection selection(JsonFields document) {
    String schema = document.text("schema");
    if (!schema.equals(SCHEMA)) {
      throw new InvalidInputException(
          "got the schema '%s', want '%s': build the bundle again with this version"
              .formatted(Printable.shortened(schema), SCHEMA));
    }
    return Selection.builder()
        .architectures(document.texts("architectures"))
        .scope(document.text("scope", text -> Scope.valueOf(text.toUpperCase(Locale.ROOT))))
        .includes(document.texts("includes"))
        .excludes(document.texts("excludes"))
        .extraFiles(document.objects("extraFiles", SelectionJson::extraFile))
        .extraImages(document.texts("extraImages", ImageReference::parse))
        .siteImages(document.flag("siteImages"))
        .runnerImage(document.optionalText("runnerImage", ImageReference::parse))
        .facts(document.object("facts").value(SelectionJson::facts))
        .extraVars(
            document
                .object("extraVars")
                .map(name -> name, (vars, name) -> vars.text(name, Checksum::parse)))
        .build();
  }

  private static ExtraFile extraFile(JsonFields file) {
    return new ExtraFile(file.text("url"), file.textOrNull("checksum", Checksum::parse));
  }

  private static Map<String, @Nullable Object> facts(JsonFields facts) {
    return Facts.of(
        VALUES.convertValue(facts.object(), FACTS)); // Here, for its errors to have the place.
  }
}
