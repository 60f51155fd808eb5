package io.github.kubesprayoffline.image.push;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.ImagePath;
import java.util.regex.Pattern;

/**
 * Where images are pushed to.
 *
 * @param registry {@code host[:port]}
 * @param prefix the path below which all repositories stand; may be empty
 */
public record ImageTarget(String registry, String prefix, ImagePath path) {

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9a-fA-F:]+](?::\\d+)?");

  /**
   * Reads {@code host[:port][/prefix]}.
   *
   * @throws InvalidInputException if it has another form, such as one with a scheme
   */
  public static ImageTarget parse(String text, ImagePath path) {
    String trimmed = text.strip().replaceFirst("/+$", "");
    int slash = trimmed.indexOf('/');
    String registry = slash < 0 ? trimmed : trimmed.substring(0, slash);
    if (trimmed.contains("://") || !FORM.matcher(registry).matches()) {
      throw new InvalidInputException(
          "'%s' is not a registry: write -Dkubespray.pushTo=host[:port][/prefix], without http:// or https://"
              .formatted(text));
    }
    return new ImageTarget(registry, slash < 0 ? "" : trimmed.substring(slash + 1), path);
  }

  /** The name that an image gets. */
  public ImageReference of(ImageReference ref) {
    String repository = path.repository(ref);
    return new ImageReference(
        registry,
        prefix.isEmpty() ? repository : prefix + "/" + repository,
        ref.tag(),
        ref.digest());
  }
}
