package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.PluginVersion;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembers beside an archive what it was made of, so that an unchanged build need not write it
 * again. An archive that was touched since counts as changed; its bytes are {@link
 * BundleVerifier}'s matter.
 */
final class BuildStamp {

  private final Path file;
  private final Path target;
  private final String inputs;

  /**
   * The stamp of an archive.
   *
   * @param form the format and the size of volumes
   */
  BuildStamp(Path target, BundlePlan plan, String form) {
    this.target = target.toAbsolutePath();
    this.file = target.resolveSibling("." + target.getFileName() + ".built");
    this.inputs = inputs(plan, form);
  }

  private static String inputs(BundlePlan plan, String form) {
    String version = PluginVersion.current();
    StringBuilder text = new StringBuilder(form + version + plan.name() + plan.timestamp());
    plan.entries().forEach(entry -> text.append(entry.path()).append(entry.sha256()));
    return Checksum.sha256Of(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The archive that is there already; empty if it has to be written. */
  Optional<WrittenBundle> find() {
    try {
      List<String> lines = Files.readAllLines(file);
      List<Path> files = new ArrayList<>();
      for (String name : lines.subList(3, lines.size())) {
        files.add(target.resolveSibling(name));
      }
      WrittenBundle written =
          new WrittenBundle(
              target, Checksum.parse(lines.get(1)), Long.parseLong(lines.get(2)), files);
      boolean same = lines.get(0).equals(inputs + " " + state(written));
      return same ? Optional.of(written) : Optional.empty();
    } catch (IOException
        | InvalidInputException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  void write(WrittenBundle written) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(inputs + " " + state(written));
    lines.add(written.sha256().toString());
    lines.add(Long.toString(written.size()));
    for (Path each : written.files()) {
      lines.add(Objects.requireNonNull(each.getFileName()).toString());
    }
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(text));
  }

  private static String state(WrittenBundle written) throws IOException {
    StringBuilder state = new StringBuilder();
    for (Path each : written.files()) {
      state.append(Files.size(each)).append('@').append(Files.getLastModifiedTime(each).toMillis());
    }
    return state.toString();
  }
}
