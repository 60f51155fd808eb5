package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A catalog as text; the schema is {@code kubespray-offline/catalog/1}. */
public final class CatalogJson {

  /** The name and version of the format. */
  public static final String SCHEMA = "kubespray-offline/catalog/1";

  private CatalogJson() {}

  /** The one way to write this catalog: UTF-8, LF, two spaces. */
  public static byte[] write(Catalog catalog) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schema", SCHEMA);
    KubesprayRelease release = catalog.kubespray();
    document
        .putObject("kubespray")
        .put("version", release.version())
        .put("source", release.source())
        .put("sha256", release.sha256() == null ? null : release.sha256().hex());
    catalog.architectures().forEach(document.putArray("architectures")::add);
    document.put("scope", catalog.scope().name().toLowerCase(Locale.ROOT));
    var files = document.putArray("files");
    catalog.files().forEach(file -> write(file, files.addObject()));
    var images = document.putArray("images");
    catalog.images().forEach(image -> write(image, images.addObject()));
    var problems = document.putArray("problems");
    catalog
        .problems()
        .forEach(
            problem ->
                problems
                    .addObject()
                    .put("id", problem.id())
                    .put("arch", problem.arch())
                    .put("message", problem.message()));
    return CanonicalJson.write(document);
  }

  private static void write(FileEntry file, ObjectNode node) {
    node.put("id", file.id())
        .put("arch", file.arch())
        .put("selected", file.selected())
        .put("url", file.url())
        .put("path", file.path())
        .put("checksum", text(file.checksum()))
        .put("dest", file.dest());
    file.groups().forEach(node.putArray("groups")::add);
  }

  private static void write(ImageEntry image, ObjectNode node) {
    node.put("id", image.id())
        .put("arch", image.arch())
        .put("selected", image.selected())
        .put("ref", image.ref().toString())
        .put("digest", text(image.digest()));
  }

  private static @Nullable String text(@Nullable Checksum checksum) {
    return checksum == null ? null : checksum.toString();
  }

  /**
   * Reads a catalog.
   *
   * @param name what to call it in an error
   * @throws InvalidInputException saying which field is wrong
   */
  public static Catalog read(String name, byte[] bytes) {
    return JsonFields.of(name, bytes).value(CatalogJson::catalog);
  }

  private static Catalog catalog(JsonFields document) {
    document.requireSchema(SCHEMA, "resolve again with this version");
    JsonFields release = document.object("kubespray");
    return new Catalog(
        new KubesprayRelease(
            release.text("version"),
            release.text("source"),
            release.textOrNull("sha256", Checksum::sha256)),
        document.texts("architectures"),
        document.text("scope", text -> Scope.valueOf(text.toUpperCase(Locale.ROOT))),
        document.objects("files", CatalogJson::file),
        document.objects("images", CatalogJson::image),
        document.objects("problems", CatalogJson::problem));
  }

  private static FileEntry file(JsonFields file) {
    return new FileEntry(
        file.text("id"),
        file.text("arch"),
        file.flag("selected"),
        file.text("url"),
        file.text("path", pathOf(file.text("url"))),
        file.textOrNull("checksum", Checksum::parse),
        file.text("dest"),
        file.texts("groups"));
  }

  /** A path that is not the URL's own could lead anywhere. */
  private static Function<String, String> pathOf(String url) {
    return path -> {
      if (!FilePath.of(url).equals(path)) {
        throw new InvalidInputException(
            "got '%s', want '%s', the path of its URL"
                .formatted(Printable.shortened(path), FilePath.of(url)));
      }
      return path;
    };
  }

  private static ImageEntry image(JsonFields image) {
    return new ImageEntry(
        image.text("id"),
        image.text("arch"),
        image.flag("selected"),
        image.text("ref", ImageReference::parse),
        image.textOrNull("digest", Checksum::parse));
  }

  private static Problem problem(JsonFields problem) {
    return new Problem(problem.text("id"), problem.text("arch"), problem.text("message"));
  }
}
