package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.job.LockFile;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.transfer.Mirror;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses a goal's parameters into what the rooms below take. */
final class Requests {

  private final AbstractBuildMojo mojo;

  Requests(AbstractBuildMojo mojo) {
    this.mojo = mojo;
  }

  JobRequest job() {
    Path folder = folder();
    List<Mirror> mirrors = mojo.mirrors.stream().map(Mirror::parse).toList();
    return new JobRequest(
        source(mirrors, folder),
        inventory(),
        selection(),
        mirrors,
        mojo.registryMirrors,
        checksums(),
        mojo.trustOnFirstUse,
        choice(ImagePath.class, "imagePath", mojo.imagePath),
        new Mirrors(mojo).settings(),
        folder,
        mojo.threads,
        Optional.of(new LockFile(mojo.lockFile(), mojo.updateLock)));
  }

  /** Where the build lays out its results. */
  Path folder() {
    return Optional.ofNullable(mojo.outputDirectory)
        .map(File::toPath)
        .orElseGet(() -> mojo.buildDirectory().resolve("kubespray-offline"));
  }

  private SourceRequest source(List<Mirror> mirrors, Path folder) {
    return new SourceRequest(
        Optional.ofNullable(mojo.version),
        Optional.ofNullable(mojo.source),
        Optional.ofNullable(mojo.sourceSha256)
            .map(text -> parse("sourceSha256", text, Checksum::parse)),
        mirrors,
        folder.resolve("kubespray"));
  }

  private InventorySource inventory() {
    return new InventorySource(
        Optional.ofNullable(mojo.inventory).map(File::toPath),
        mojo.varsFiles.stream().map(File::toPath).toList(),
        TypedValues.of("vars", mojo.vars),
        Optional.ofNullable(mojo.vaultPasswordFile).map(File::toPath));
  }

  private Selection selection() {
    return Selection.DEFAULT
        .with(Selection.ARCHITECTURES, mojo.architectures)
        .with(Selection.SCOPE, choice(Scope.class, "scope", mojo.scope))
        .with(Selection.INCLUDES, mojo.includes)
        .with(Selection.EXCLUDES, mojo.excludes)
        .with(Selection.EXTRA_FILES, mojo.extraFiles.stream().map(Requests::extraFile).toList())
        .with(
            Selection.EXTRA_IMAGES,
            mojo.extraImages.stream()
                .map(text -> parse("extraImages", text, ImageReference::parse))
                .toList())
        .with(Selection.SITE_IMAGES, mojo.siteImages)
        .with(
            Selection.RUNNER_IMAGE,
            Optional.ofNullable(mojo.runnerImage)
                .map(text -> parse("runnerImage", text, ImageReference::parse)))
        .with(Selection.FACTS, TypedValues.of("facts", mojo.facts));
  }

  private static ExtraFile extraFile(ExtraFileParameter parameter) {
    if (parameter.url == null) {
      throw new InvalidInputException(
          "extraFiles: an extraFile has no url. Write <extraFile><url>...</url>"
              + "<checksum>sha256:...</checksum></extraFile>.");
    }
    return parse("extraFiles", parameter.url, url -> new ExtraFile(url, checksum(parameter)));
  }

  private static @Nullable Checksum checksum(ExtraFileParameter parameter) {
    return parameter.checksum == null ? null : Checksum.parse(parameter.checksum);
  }

  private Map<String, Checksum> checksums() {
    return mojo.checksums.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> parse("checksums", entry.getValue(), Checksum::parse),
                (first, second) -> second,
                TreeMap::new));
  }

  /** Parses a text, and says which parameter it was if that fails. */
  private static <T> T parse(
      String parameter, String text, java.util.function.Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(parameter + ": " + e.getMessage(), e);
    }
  }

  /** The constant that a user's word names. */
  static <E extends Enum<E>> E choice(Class<E> type, String parameter, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(word)) {
        return constant;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    throw new InvalidInputException("%s is '%s': give %s.".formatted(parameter, word, known));
  }
}
