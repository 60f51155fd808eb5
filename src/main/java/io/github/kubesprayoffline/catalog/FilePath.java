package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the file of a URL lies in a tree of downloads: host and path, as {@code wget -x} has it.
 */
final class FilePath {

  private static final int MAX_NAME = 255;

  private FilePath() {}

  /**
   * The path of a URL.
   *
   * @throws InvalidInputException if it is no HTTP URL, or would lead out of the tree
   */
  static String of(String url) {
    URI uri = parse(url);
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    boolean isUsualPort =
        uri.getPort() < 0 || uri.getPort() == (uri.getScheme().equalsIgnoreCase("http") ? 80 : 443);
    List<String> parts =
        Arrays.stream(uri.getPath().split("/", -1)).filter(part -> !part.isEmpty()).toList();
    String path = String.join("/", parts);
    if (path.isEmpty() || uri.getPath().endsWith("/")) {
      path += path.isEmpty() ? "index.html" : "/index.html";
    }
    path += uri.getQuery() == null ? "" : "?" + uri.getQuery();
    check(path, url);
    return host + (isUsualPort ? "" : ":" + uri.getPort()) + "/" + path;
  }

  private static URI parse(String url) {
    try {
      URI uri = new URI(url.strip());
      boolean isHttp =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (isHttp && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw refuse(url, e.getReason(), e);
    }
    throw refuse(url, "it has no host, or another scheme", null);
  }

  private static void check(String path, String url) {
    for (String part : path.split("/", -1)) {
      boolean isUnsafe =
          part.equals("..")
              || part.equals(".")
              || part.length() > MAX_NAME
              || part.chars().anyMatch(c -> c < 0x20 || c == '\\' || c == 0x7f);
      if (isUnsafe) {
        throw refuse(url, "its path has the part '%s'".formatted(part), null);
      }
    }
  }

  private static InvalidInputException refuse(
      String url, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message =
        "'%s' is not a URL that can be fetched (%s): write https://host/path".formatted(url, why);
    return cause == null
        ? new InvalidInputException(message)
        : new InvalidInputException(message, cause);
  }
}
