package io.github.kubesprayoffline.lock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.json.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A lock as text: canonical, one value a line, so that a review shows what an upgrade changes. The
 * schema is {@code kubespray-offline/lock/1}.
 */
public final class LockJson {

  /** The name and version of the format. */
  public static final String SCHEMA = "kubespray-offline/lock/1";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private LockJson() {}

  /** The one way to write this lock. */
  public static byte[] write(Lock lock) {
    ObjectNode document = NODES.objectNode();
    document.put("schema", SCHEMA);
    document
        .putObject("kubespray")
        .put("version", lock.kubespray().version())
        .put("source", lock.kubespray().source())
        .put("sha256", lock.sourceSha256().hex())
        .put("size", lock.kubesprayArchiveSize());
    document.put("inventory", lock.inventory().toString());
    lock.architectures().forEach(document.putArray("architectures")::add);
    document.put("scope", lock.scope().name().toLowerCase(Locale.ROOT));
    ArrayNode files = document.putArray("files");
    lock.files().forEach(file -> files.add(file(file)));
    ArrayNode images = document.putArray("images");
    lock.images().forEach(image -> images.add(image(image)));
    return CanonicalJson.write(document);
  }

  /**
   * Reads a lock.
   *
   * @param name what to call it in an error
   * @throws InvalidInputException saying which field is wrong
   */
  public static Lock read(String name, byte[] bytes) {
    return JsonFields.of(name, bytes).value(LockJson::lock);
  }

  private static Lock lock(JsonFields document) {
    document.requireSchema(SCHEMA, "write the lock again with this version");
    JsonFields kubespray = document.object("kubespray");
    return new Lock(
        kubespray.value(
            fields ->
                new KubesprayRelease(
                    fields.text("version"),
                    fields.text("source"),
                    fields.text("sha256", Checksum::sha256))),
        kubespray.number("size"),
        document.text("inventory", Checksum::parse),
        document.texts("architectures"),
        document.text("scope", text -> Scope.valueOf(text.toUpperCase(Locale.ROOT))),
        document.objects("files", LockJson::file),
        document.objects("images", LockJson::image));
  }

  /**
   * Reads a lock's file.
   *
   * @throws InvalidInputException if it is none
   */
  public static Lock read(Path file) {
    try {
      return read(file.toString(), SmallFile.read(file, CanonicalJson.LARGEST));
    } catch (IOException e) {
      throw new InvalidInputException("%s: cannot be read: %s".formatted(file, e), e);
    }
  }

  private static ObjectNode file(LockedFile file) {
    Checksum checksum = file.checksum();
    return NODES
        .objectNode()
        .put("path", file.path())
        .put("url", file.url())
        .put("checksum", checksum == null ? null : checksum.toString())
        .put("sha256", file.sha256().hex())
        .put("size", file.size());
  }

  private static LockedFile file(JsonFields file) {
    return new LockedFile(
        file.text("url"),
        file.text("path"),
        file.textOrNull("checksum", Checksum::parse),
        file.text("sha256", Checksum::sha256),
        file.number("size"));
  }

  private static ObjectNode image(LockedImage image) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("ref", image.ref().toString())
            .put("digest", image.digest().toString())
            .put("mediaType", image.mediaType());
    ObjectNode manifests = node.putObject("manifests");
    image.manifests().forEach((platform, digest) -> manifests.put("" + platform, "" + digest));
    ObjectNode blobs = node.putObject("blobs");
    image.blobs().forEach((digest, size) -> blobs.put(digest.toString(), size));
    return node;
  }

  private static LockedImage image(JsonFields image) {
    return new LockedImage(
        image.text("ref", ImageReference::parse),
        image.text("digest", Checksum::parse),
        image.text("mediaType"),
        image
            .object("manifests")
            .map(Platform::parse, (fields, platform) -> fields.text(platform, Checksum::parse)),
        image.object("blobs").map(Checksum::parse, JsonFields::number));
  }
}
