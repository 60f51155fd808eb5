package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.OriginServer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes in place of those that a real release's URLs have, and the checksums to match, as extra
 * vars: what Kubespray, the catalog and {@code get_url} then take for the truth.
 */
final class StandIns {

  private static final Pattern FIRST_NAME =
      Pattern.compile("\\{\\{ *(\\w+)( *[.\\[])?.*", Pattern.DOTALL);

  private final Map<String, Object> variables;
  private final Map<String, Map<String, Object>> downloads;

  private StandIns(KubesprayTree tree) {
    variables = RawDownloads.variables(tree);
    downloads = RawDownloads.of(tree);
  }

  /** Puts the bytes of every selected file onto the origin; the extra vars that make them right. */
  static Map<String, Object> serve(OriginServer origin, KubesprayTree tree, Catalog catalog) {
    StandIns standIns = new StandIns(tree);
    Map<String, Object> vars = new TreeMap<>();
    for (FileEntry file : catalog.selectedFiles()) {
      byte[] bytes =
          ("stands for " + file.url() + "\n").repeat(500).getBytes(StandardCharsets.UTF_8);
      origin.serve("/" + file.path(), bytes);
      standIns.add(vars, file.id(), Checksum.sha256Of(bytes));
    }
    return vars;
  }

  /** Releases before 2.28 write the bare hex, below another key. */
  private void add(Map<String, Object> vars, String id, Checksum sum) {
    Map<String, Object> entry = downloads.get(id);
    String written = entry.containsKey("checksum") ? sum.toString() : sum.hex();
    Object template = Optional.ofNullable(entry.get("checksum")).orElse(entry.get("sha256"));
    Matcher name = FIRST_NAME.matcher(String.valueOf(template));
    if (!name.matches()) {
      throw new AssertionError("%s has no checksum variable: %s".formatted(id, template));
    }
    boolean isMap = name.group(2) != null;
    vars.put(name.group(1), isMap ? leaves(variables.get(name.group(1)), written) : written);
  }

  /** The same map with another value for each version. */
  private static Object leaves(Object value, String leaf) {
    if (!(value instanceof Map<?, ?> map)) {
      return leaf;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    map.forEach((key, below) -> all.put(String.valueOf(key), leaves(below, leaf)));
    return all;
  }
}
