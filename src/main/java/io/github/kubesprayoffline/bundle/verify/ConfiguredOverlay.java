package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.lock.MirrorRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The overlay as {@code mirror.sh configure} leaves it: the same file with other addresses, and
 * with another scheme where it was told one.
 */
final class ConfiguredOverlay {

  private static final Pattern FILES =
      Pattern.compile("files_repo: \"(https?://[A-Za-z0-9._~:/@%+-]+)\"");
  private static final Pattern REGISTRY =
      Pattern.compile("registry_host: \"([A-Za-z0-9._~:/@%+-]+)\"");
  private static final Pattern SCHEME =
      Pattern.compile("https?(?=://\\{\\{ registry_host|://' ~ registry_host)");
  private static final String SPEAKS = "{{ registry_host }}";
  private static final Pattern VERIFIES = Pattern.compile("skip_verify: [a-z]*");

  private final String text;
  private final MirrorRecord built;

  ConfiguredOverlay(String text, MirrorRecord built) {
    this.text = text;
    this.built = built;
  }

  /** The file as it was built, if configuring is all that happened to it. */
  String asBuilt() {
    List<String> lines = new ArrayList<>();
    boolean speaks = false;
    for (String line : text.split("\n", -1)) {
      String before = SCHEME.matcher(withAddresses(line)).replaceAll(built.scheme());
      boolean verifies = speaks && before.contains("skip_verify:");
      lines.add(verifies ? VERIFIES.matcher(before).replaceFirst(skipVerify()) : before);
      speaks = (speaks && !verifies) || before.contains(SPEAKS);
    }
    return String.join("\n", lines);
  }

  /** Where it leads, in words; empty if it has no addresses that somebody can have set. */
  Optional<String> addresses() {
    Optional<String> files = find(FILES);
    return find(REGISTRY)
        .filter(registry -> files.isPresent())
        .map(registry -> "the files at %s and the registry %s".formatted(files.get(), registry));
  }

  private String withAddresses(String line) {
    if (FILES.matcher(line).matches()) {
      return "files_repo: \"%s\"".formatted(built.filesRepo());
    }
    return REGISTRY.matcher(line).matches()
        ? "registry_host: \"%s\"".formatted(built.registry())
        : line;
  }

  private String skipVerify() {
    return "skip_verify: " + (built.scheme().equals("http") || !built.verified());
  }

  private Optional<String> find(Pattern pattern) {
    return text.lines()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .findFirst();
  }
}
