package io.github.kubesprayoffline.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of {@code downloads}, from the catalog and from the reference, as lines to compare.
 */
final class OracleView {

  private OracleView() {}

  static Map<String, String> of(Resolution resolution) {
    Map<String, String> all = new TreeMap<>();
    for (FileEntry file : resolution.catalog().files()) {
      if (!file.id().endsWith("_url")) {
        all.put(
            file.id(),
            "file %s %s %s %s"
                .formatted(
                    file.selected(),
                    file.url(),
                    file.dest(),
                    file.checksum() == null ? "-" : file.checksum().hex()));
      }
    }
    for (ImageEntry image : resolution.catalog().images()) {
      if (!ControlPlane.IDS.contains(image.id())) {
        all.put(image.id(), "container %s %s".formatted(image.selected(), image.ref()));
      }
    }
    return all;
  }

  static String line(JsonNode entry) {
    String kind = entry.path("kind").asText();
    boolean selected = entry.path("selected").asBoolean();
    if (kind.equals("container")) {
      return "container %s %s:%s"
          .formatted(selected, entry.path("repo").asText(), entry.path("tag").asText());
    }
    String checksum = entry.path("checksum").asText().replaceFirst("^sha[0-9]+:", "");
    return "%s %s %s %s %s"
        .formatted(
            kind,
            selected,
            entry.path("url").asText(),
            entry.path("dest").asText(),
            checksum.isEmpty() || checksum.equals("0") ? "-" : checksum);
  }
}
