package io.github.kubesprayoffline.lock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's path, taken apart so that two releases of one component can be recognised.
 *
 * @param component the path with every version in it as {@code *}
 * @param version the first version in it; empty where there is none
 */
record VersionedPath(String component, String version) {

  private static final Pattern VERSION =
      Pattern.compile("v?\\d+(?:\\.\\d+)+(?:-(?:rc|alpha|beta)\\.?\\d+)?");

  /** The host is no part of the search: it may be an IP address. */
  static VersionedPath of(String path) {
    int slash = Math.max(path.indexOf('/'), 0);
    Matcher matcher = VERSION.matcher(path).region(slash, path.length());
    String version = matcher.find() ? matcher.group() : "";
    String component =
        path.substring(0, slash) + VERSION.matcher(path.substring(slash)).replaceAll("*");
    return new VersionedPath(component, version);
  }
}
