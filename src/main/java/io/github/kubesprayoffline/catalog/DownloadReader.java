package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the entries of Kubespray's {@code downloads} on a node. */
final class DownloadReader {

  private static final String DOWNLOADS = "downloads";

  private final Node node;
  private final Templar templar;

  private DownloadReader(Node node) {
    this.node = node;
    this.templar = node.templar();
  }

  /**
   * All entries on a node, in the tree's order.
   *
   * @throws InvalidInputException if the tree has no downloads
   */
  static List<Download> read(Node node) {
    return new DownloadReader(node).read();
  }

  private List<Download> read() {
    List<Download> all = new ArrayList<>();
    entries()
        .forEach(
            (id, entry) -> {
              if (!(entry instanceof Map<?, ?> fields)) {
                throw new InvalidInputException(
                    "'%s' in 'downloads' is a %s, but an entry is a mapping"
                        .formatted(id, Python.typeName(entry)));
              }
              all.add(read(Python.str(id), fields));
            });
    return all;
  }

  private Map<?, ?> entries() {
    Variable downloads = templar.variable(DOWNLOADS);
    if (downloads == null) {
      throw new InvalidInputException(
          "the tree defines no 'downloads': its roles are not those of Kubespray");
    }
    Object value = downloads.value() instanceof Map ? downloads.value() : templar.value(DOWNLOADS);
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidInputException(
        "%s is a %s, but it is a mapping of entries".formatted(downloads, Python.typeName(value)));
  }

  private Download read(String id, Map<?, ?> raw) {
    Optional<String> imageLine = reference(new EntryFields(raw, templar));
    EntryFields fields = new EntryFields(raw, templar);
    boolean isEnabled = fields.holds("enabled") && node.isInAny(fields.words("groups"));
    boolean isImage = fields.holds("container");
    boolean isFile = fields.holds("file");
    Optional<String> reference = isImage ? reference(fields) : Optional.empty();
    Optional<String> checksum = checksumText(fields);
    Optional<ImageEntry> image =
        reference.flatMap(text -> image(id, isEnabled, text, checksum, fields));
    Optional<FileEntry> file = isFile ? file(id, isEnabled, checksum, fields) : Optional.empty();
    String missing =
        file.filter(entry -> entry.checksum() == null && fields.failures().isEmpty())
            .map(entry -> missing(id, fields))
            .orElse(null);
    return new Download(
        id,
        node.arch(),
        isEnabled,
        file,
        image,
        imageLine,
        fields.failures(),
        missing,
        fields.variables());
  }

  private static Optional<String> reference(EntryFields fields) {
    Optional<String> name = fields.text("image_name").or(() -> fields.text("repo"));
    Optional<String> tag = fields.text("tag").filter(text -> !text.isEmpty());
    return name.filter(text -> !text.isEmpty())
        .map(text -> hasTag(text) || tag.isEmpty() ? text : text + ":" + tag.get());
  }

  private static boolean hasTag(String name) {
    return name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
  }

  private static Optional<String> checksumText(EntryFields fields) {
    return fields
        .text(fields.has("checksum") ? "checksum" : "sha256")
        .filter(text -> !text.isEmpty() && !text.equals("0") && !text.equals("None"));
  }

  private Optional<ImageEntry> image(
      String id, boolean selected, String reference, Optional<String> digest, EntryFields fields) {
    return parsed(
        fields,
        "repo",
        () ->
            new ImageEntry(
                id,
                node.arch(),
                selected,
                ImageReference.parse(reference),
                digest.map(Checksum::parse).orElse(null)));
  }

  private Optional<FileEntry> file(
      String id, boolean selected, Optional<String> checksum, EntryFields fields) {
    return fields
        .text("url")
        .flatMap(
            url ->
                parsed(
                    fields,
                    "url",
                    () ->
                        new FileEntry(
                            id,
                            node.arch(),
                            selected,
                            url,
                            FilePath.ofDownload(url),
                            checksum.map(Checksum::parse).orElse(null),
                            fields.text("dest").orElse(""),
                            fields.words("groups"))));
  }

  private static <T> Optional<T> parsed(
      EntryFields fields, String name, java.util.function.Supplier<T> parser) {
    try {
      return Optional.of(parser.get());
    } catch (InvalidInputException e) {
      fields.failures().add("its '%s'%s: %s".formatted(name, fields.place(name), e.getMessage()));
      return Optional.empty();
    }
  }

  private @Nullable String missing(String id, EntryFields fields) {
    String field = fields.has("checksum") ? "checksum" : "sha256";
    Function<String, String> message =
        name ->
            "Kubespray knows no checksum of this '%s' for %s%s: set the variable '%s' to one, or choose another version"
                .formatted(id, node.arch(), place(name), name);
    return fields.firstVariable(field).map(message).orElse("give it a checksum");
  }

  private String place(String name) {
    Variable variable = templar.variable(name);
    return variable == null ? "" : " (%s)".formatted(variable.origin());
  }
}
