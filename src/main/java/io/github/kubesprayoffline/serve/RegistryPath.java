package io.github.kubesprayoffline.serve;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the distribution specification, below {@code /v2/}.
 *
 * @param repository the name; empty for what belongs to no repository
 * @param reference a tag or digest; empty for lists
 */
record RegistryPath(Kind kind, String repository, String reference) {

  /** What is asked for. */
  enum Kind {
    BASE,
    CATALOG,
    TAGS,
    MANIFEST,
    BLOB
  }

  private static final Pattern IN_REPOSITORY =
      Pattern.compile("/v2/(?<repository>.+)/(?<kind>tags/list|manifests/|blobs/)(?<id>[^/]*)");

  /** Parses a path; empty if the specification has no such one. */
  static Optional<RegistryPath> parse(String path) {
    if (path.equals("/v2/") || path.equals("/v2")) {
      return Optional.of(new RegistryPath(Kind.BASE, "", ""));
    }
    if (path.equals("/v2/_catalog")) {
      return Optional.of(new RegistryPath(Kind.CATALOG, "", ""));
    }
    Matcher matcher = IN_REPOSITORY.matcher(path);
    return matcher.matches() ? Optional.of(inRepository(matcher)) : Optional.empty();
  }

  private static RegistryPath inRepository(Matcher matcher) {
    Kind kind =
        switch (matcher.group("kind")) {
          case "manifests/" -> Kind.MANIFEST;
          case "blobs/" -> Kind.BLOB;
          default -> Kind.TAGS;
        };
    return new RegistryPath(kind, matcher.group("repository"), matcher.group("id"));
  }
}
