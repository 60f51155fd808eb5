package io.github.kubesprayoffline.play.ask;

import java.util.Optional;
import java.util.regex.Pattern;

/** What may be the name of an image, and such names in full. */
final class ImageNames {

  private static final int LONGEST = 300;

  private static final Pattern NAME =
      Pattern.compile(
          "(?=.*[a-z])[A-Za-z0-9][\\w.-]*(?::\\d+(?=/))?(?:/[\\w.-]+)*(?::\\w[\\w.+-]*)?(?:@sha256:[0-9a-f]{64})?");

  /** Values of keys that speak of images, but name none. */
  private static final Pattern WORD =
      Pattern.compile(
          "true|false|null|none|yes|no|always|ifnotpresent|never|[\\d.]+",
          Pattern.CASE_INSENSITIVE);

  private ImageNames() {}

  /** The name that a text is, without its quotes; nothing where it can be none. */
  static Optional<String> reference(String text) {
    String plain = text.strip().replaceAll("^[\"']+|[\"']+$", "");
    boolean isName =
        !plain.isEmpty()
            && plain.length() < LONGEST
            && NAME.matcher(plain).matches()
            && !WORD.matcher(plain).matches();
    return isName ? Optional.of(plain) : Optional.empty();
  }

  /** A name with its registry and tag. */
  static String inFull(String reference) {
    int at = reference.indexOf('@');
    String digest = at < 0 ? "" : reference.substring(at);
    String name = at < 0 ? reference : reference.substring(0, at);
    int colon = name.lastIndexOf(':');
    String tag = colon > name.lastIndexOf('/') ? name.substring(colon) : "";
    String repository = name.substring(0, name.length() - tag.length());
    String end = tag.isEmpty() && digest.isEmpty() ? ":latest" : tag + digest;
    return withRegistry(repository) + end;
  }

  private static String withRegistry(String repository) {
    int slash = repository.indexOf('/');
    if (slash < 0) {
      return "docker.io/library/" + repository;
    }
    String first = repository.substring(0, slash);
    boolean isRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    if (!isRegistry) {
      return "docker.io/" + repository;
    }
    boolean isOfficial = first.equals("docker.io") && repository.indexOf('/', slash + 1) < 0;
    return isOfficial ? "docker.io/library" + repository.substring(slash) : repository;
  }
}
