package io.github.kubesprayoffline.lock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a site's inventory are generated, and which of the user's stand under another name
 * there: so that what the user gave can be told from what was made of it. Schema {@code
 * kubespray-offline/site/1}.
 *
 * @param generated paths below {@code inventory/}
 * @param moved the path where a file of the user's is now, and the one that it was given under
 * @param inventory the file among them that is the inventory, {@code .} where the folder is one;
 *     empty for the tree's sample, which names no host
 * @param imagePath the images' names in the registry that the generated files speak of
 * @param mirrorMode how the nodes are led there: {@code registry} or {@code containerd}
 * @param mirror what else the generated files were made for
 */
public record SiteFiles(
    SortedSet<String> generated,
    SortedMap<String, String> moved,
    Optional<String> inventory,
    ImagePath imagePath,
    String mirrorMode,
    MirrorRecord mirror) {

  /** Where it stands itself, below {@code inventory/}; Ansible passes over it. */
  public static final String FILE = ".offline.json";

  /** Where the variables stand that lead to the mirror, below {@code inventory/}. */
  public static final String OVERLAY = "group_vars/all/offline.yml";

  /** The name and version of the format. */
  public static final String SCHEMA = "kubespray-offline/site/1";

  private static final List<String> MODES = List.of("registry", "containerd");

  public SiteFiles {
    generated = Collections.unmodifiableSortedSet(new TreeSet<>(generated));
    moved = Collections.unmodifiableSortedMap(new TreeMap<>(moved));
    generated.forEach(SafePath::require);
    moved.keySet().forEach(SafePath::require);
    moved.values().forEach(SafePath::require);
    inventory.filter(path -> !path.equals(".")).ifPresent(SafePath::require);
  }

  /**
   * The user's own files under the names that the user gave them.
   *
   * @param site all files of the site's inventory by path; without {@link #FILE}, all are the
   *     user's
   */
  public static SortedMap<String, byte[]> usersOf(SortedMap<String, byte[]> site) {
    byte[] record = site.get(FILE);
    return record == null ? site : read(record).users(site);
  }

  private SortedMap<String, byte[]> users(Map<String, byte[]> site) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    site.forEach(
        (path, content) -> {
          if (!path.equals(FILE) && !generated.contains(path)) {
            files.put(moved.getOrDefault(path, path), content);
          }
        });
    return files;
  }

  private static String mode(String word) {
    if (!MODES.contains(word)) {
      throw new InvalidInputException(
          "'%s' is not one of %s".formatted(Printable.shortened(word), MODES));
    }
    return word;
  }

  /** The one way to write it. */
  public byte[] write() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schema", SCHEMA);
    generated.forEach(document.putArray("generated")::add);
    ObjectNode names = document.putObject("moved");
    moved.forEach(names::put);
    document.put("inventory", inventory.orElse(null));
    document.put("imagePath", imagePath.label());
    document.put("mirrorMode", mirrorMode);
    mirror.write(document.putObject("mirror"));
    return CanonicalJson.write(document);
  }

  /**
   * Reads it.
   *
   * @throws InvalidInputException saying what is wrong with it
   */
  public static SiteFiles read(byte[] content) {
    return JsonFields.of(FILE, content).value(SiteFiles::of);
  }

  private static SiteFiles of(JsonFields document) {
    document.requireSchema(SCHEMA, "build the bundle again with this version");
    return new SiteFiles(
        new TreeSet<>(document.texts("generated")),
        document.object("moved").map(path -> path, JsonFields::text),
        Optional.ofNullable(document.textOrNull("inventory", path -> path)),
        document.text("imagePath", text -> ImagePath.valueOf(text.toUpperCase(Locale.ROOT))),
        document.text("mirrorMode", SiteFiles::mode),
        MirrorRecord.read(document.object("mirror")));
  }
}
