package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the file of a URL lies in a tree of downloads: host and path, as {@code wget -x} has it. A
 * query is no part of it: no file server looks at one, and it may be a signature.
 */
final class FilePath {

  private static final int MAX_NAME = 255;
  private static final int MAX_PATH = 3000;
  private static final int SHOWN = 200;
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\\\]");

  private FilePath() {}

  /**
   * The path of a URL.
   *
   * @throws InvalidInputException if it is no HTTP URL, has a login, or would lead out of the tree
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
    path = host + (isUsualPort ? "" : ":" + uri.getPort()) + "/" + path;
    check(path, url);
    return path;
  }

  private static URI parse(String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      throw refuse(url, e.getReason()); // Not as the cause: its message has the whole URL.
    }
    requireNoLogin(uri);
    boolean isHttp =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    if (isHttp && uri.getHost() != null) {
      return uri;
    }
    throw refuse(url, "it has no host, or another scheme");
  }

  private static void requireNoLogin(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw new InvalidInputException(
          "'%s' has a login in it, which would stand in the catalog, the lock and the bundle: take it out, and give it as a <server> of settings.xml with the <id>%s</id>"
              .formatted(SafeUrl.of(uri), authority.substring(authority.lastIndexOf('@') + 1)));
    }
  }

  private static void check(String path, String url) {
    if (bytes(path) > MAX_PATH) {
      throw refuse(
          url, "its path has %d bytes, and %d is the most".formatted(bytes(path), MAX_PATH));
    }
    for (String part : path.split("/", -1)) {
      if (bytes(part) > MAX_NAME) {
        throw refuse(
            url,
            "its path has a name of %d bytes, and %d is the most".formatted(bytes(part), MAX_NAME));
      }
      if (part.equals("..") || part.equals(".") || UNSAFE.matcher(part).find()) {
        throw refuse(
            url, "its path has the part '%s'".formatted(part.replaceAll("\\p{Cntrl}", "?")));
      }
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static InvalidInputException refuse(String url, String why) {
    String shown = SafeUrl.of(url);
    return new InvalidInputException(
        "'%s' is not a URL that can be fetched (%s): write https://host/path"
            .formatted(shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown, why));
  }
}
