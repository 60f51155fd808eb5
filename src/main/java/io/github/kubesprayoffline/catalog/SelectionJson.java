package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.json.JsonFields;

/** A selection as text; the schema is {@code kubespray-offline/selection/1}. */
public final class SelectionJson {

  /** The name and version of the format. */
  public static final String SCHEMA = "kubespray-offline/selection/1";

  private SelectionJson() {}

  /** Writes a selection in the one way there is: UTF-8, LF, two spaces. */
  public static byte[] write(Selection selection) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schema", SCHEMA);
    Selection.FIELDS.forEach(field -> field.write(selection, document));
    return CanonicalJson.write(document);
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
    document.requireSchema(SCHEMA, "build the bundle again with this version");
    Selection selection = Selection.DEFAULT;
    for (SelectionField<?> field : Selection.FIELDS) {
      selection = field.read(selection, document);
    }
    return selection;
  }
}
