package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.MirrorRecord;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the site has what the bundle brings.
 *
 * @param filesRepo the URL below which files stand under the host and path of their own URLs;
 *     without a slash at its end
 * @param imagePath the images' names in the registry
 */
public record MirrorSettings(
    RegistryAddress registry,
    RegistryAccess access,
    String filesRepo,
    PackageRepositories packages,
    ImagePath imagePath,
    MirrorMode mode) {

  /** The registry of a site that has named none. */
  public static final String DEFAULT_REGISTRY = "mirror.kubespray.internal:5000";

  /** The file server of a site that has named none. */
  public static final String DEFAULT_FILES_REPO = "http://mirror.kubespray.internal:8080";

  private static final Pattern URL = Pattern.compile("https?://[^/\\s\"\\\\{}]+[^\\s\"\\\\{}]*");

  public MirrorSettings {
    Objects.requireNonNull(registry);
    Objects.requireNonNull(access);
    Objects.requireNonNull(packages);
    Objects.requireNonNull(imagePath);
    Objects.requireNonNull(mode);
    filesRepo = url("filesRepo", filesRepo);
  }

  /** A mirror with the default names. */
  public static MirrorSettings defaults(ImagePath imagePath) {
    return new MirrorSettings(
        RegistryAddress.parse(DEFAULT_REGISTRY),
        RegistryAccess.http(),
        DEFAULT_FILES_REPO,
        PackageRepositories.NONE,
        imagePath,
        MirrorMode.REGISTRY);
  }

  /**
   * What the generated files of a site say that they were made for.
   *
   * @throws InvalidInputException if a mirror cannot be like that
   */
  public static MirrorSettings of(SiteFiles site) {
    MirrorRecord mirror = site.mirror();
    return new MirrorSettings(
        RegistryAddress.parse(mirror.registry()),
        new RegistryAccess(
            choice(RegistryAccess.Scheme.class, mirror.scheme()),
            mirror.verified(),
            mirror.ca(),
            mirror.user()),
        mirror.filesRepo(),
        PackageRepositories.of(mirror.packages()),
        site.imagePath(),
        choice(MirrorMode.class, site.mirrorMode()));
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String word) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "%s: '%s' is not one of %s"
              .formatted(SiteFiles.FILE, Printable.shortened(word), type.getSimpleName()),
          e);
    }
  }

  /** All of it that the site's files do not say otherwise. */
  MirrorRecord record() {
    return new MirrorRecord(
        registry.toString(),
        filesRepo,
        access.scheme().toString(),
        access.verified(),
        access.ca(),
        access.user(),
        new MirrorRecord.Packages(
            packages.yum(), packages.debian(), packages.ubuntu(), packages.docker()));
  }

  /**
   * A URL without the slash at its end.
   *
   * @param parameter where it was given
   * @throws InvalidInputException if it is no HTTP URL
   */
  public static String url(String parameter, String text) {
    String trimmed = text.strip().replaceFirst("/+$", "");
    if (!URL.matcher(trimmed).matches()) {
      throw new InvalidInputException(
          "%s is '%s', which is no URL: write -Dkubespray.%s=%s"
              .formatted(
                  parameter,
                  text,
                  parameter,
                  trimmed.contains("://") ? "https://host/path" : "http://" + trimmed));
    }
    return trimmed;
  }
}
