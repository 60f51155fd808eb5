package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names that some file system takes for one, or for none: there a bundle would lose a file, and
 * which one would be chance.
 */
public final class PortableNames {

  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])([. ].*)?");

  /** What Windows calls a file with a longer name, too: {@code README~1.MD}. */
  private static final Pattern SHORT =
      Pattern.compile("(?=[^.]{1,8}(\\.|$))[^.~]{1,6}~[0-9]{1,6}(\\.[^.]{1,3})?");

  /** Where names come from others: hosts have ports there, and addresses colons. */
  private static final List<String> WITH_COLONS =
      List.of(BundleLayout.FILES, BundleLayout.INVENTORY, BundleLayout.EXTRA_VARS);

  private final Map<String, String> byFold = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private PortableNames() {}

  /** What is wrong with the paths of a bundle. */
  public static List<Finding> findings(Collection<String> paths) {
    PortableNames names = new PortableNames();
    paths.forEach(names::add);
    return names.findings;
  }

  /**
   * Refuses the first of such names.
   *
   * @throws InvalidInputException saying what is wrong with it
   */
  static void require(Collection<String> paths) {
    findings(paths).stream()
        .findFirst()
        .ifPresent(
            finding -> {
              throw new InvalidInputException(
                  "%s %s; rename or exclude it".formatted(finding.path(), finding.message()));
            });
  }

  private void add(String path) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      addPart(path.substring(0, end));
    }
    addPart(path);
  }

  /** A file, or one of the folders on its way, which is looked at once. */
  private void addPart(String part) {
    String other = byFold.putIfAbsent(fold(part), part);
    if (other == null) {
      fault(part).ifPresent(fault -> findings.add(new Finding(part, fault)));
    } else if (!other.equals(part)) {
      findings.add(
          new Finding(
              part,
              "is the same name as %s where capitals or accents do not count".formatted(other)));
    }
  }

  private static Optional<String> fault(String part) {
    String step = part.substring(part.lastIndexOf('/') + 1);
    if (DEVICE.matcher(step).matches()) {
      return Optional.of("is the name of a device on Windows");
    }
    if (step.endsWith(".") || step.endsWith(" ")) {
      return Optional.of("ends in a dot or a space, which Windows leaves out");
    }
    if (SHORT.matcher(step).matches()) {
      return Optional.of("may be the short name of another file on Windows");
    }
    boolean mayHaveColon = WITH_COLONS.stream().anyMatch(part::startsWith);
    return step.indexOf(':') >= 0 && !mayHaveColon
        ? Optional.of("has a colon, which on Windows names a stream of another file")
        : Optional.empty();
  }

  private static String fold(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
    // The capital sharp s is two letters only once it is small.
    String small = composed.toLowerCase(Locale.ROOT);
    String folded = small.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }
}
