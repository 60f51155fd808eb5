package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the file of a URL lies in a tree of downloads: host and path, as {@code wget -x} has it. A
 * query is no part of it: no file server looks at one, and it may be a signature. Of a bucket's
 * file, the bucket is the host; a local file is under {@code localhost} by its name alone.
 */
final class FilePath {

  private static final Set<String> WEB = Set.of("http", "https");
  private static final Set<String> ALL = Set.of("http", "https", "file", "gs");
  private static final String LOCAL = "localhost";

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][-_.a-z0-9]*");

  private final String url;
  private final Set<String> schemes;

  private FilePath(String url, Set<String> schemes) {
    this.url = url.strip();
    this.schemes = schemes;
  }

  /**
   * The path of a URL that a build can read.
   *
   * @throws InvalidInputException if it cannot, or it has a login, or would lead out of the tree
   */
  static String of(String url) {
    return new FilePath(url, ALL).path();
  }

  /**
   * The path of a URL that nodes fetch by HTTP.
   *
   * @throws InvalidInputException if they cannot, or it has a login, or would lead out of the tree
   */
  static String ofDownload(String url) {
    return new FilePath(url, WEB).path();
  }

  /** The URL, without the folder if it is a local file: that is another on another machine. */
  static String withoutFolder(String url) {
    FilePath file = new FilePath(url, ALL);
    if (!scheme(file.parse()).equals("file")) {
      return url;
    }
    String name = file.path().substring(LOCAL.length());
    try {
      return "file://" + new URI(null, null, name, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("an absolute path can always be encoded: " + name, e);
    }
  }

  private String path() {
    URI uri = parse();
    requireNoLogin(uri);
    String scheme = scheme(uri);
    if (!schemes.contains(scheme)) {
      throw refuse("its scheme is not supported");
    }
    return checked(
        switch (scheme) {
          case "file" -> LOCAL + "/" + localName(uri);
          case "gs" -> bucket(uri) + "/" + below(uri);
          default -> host(uri) + "/" + below(uri);
        });
  }

  private URI parse() {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw refuse(e.getReason()); // Not as the cause: its message has the whole URL.
    }
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static void requireNoLogin(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw new InvalidInputException(
          "'%s' has a login in it, which would stand in the catalog, the lock and the bundle: take it out, and give it as a <server> of settings.xml with the <id>%s</id>"
              .formatted(SafeUrl.of(uri), authority.substring(authority.lastIndexOf('@') + 1)));
    }
  }

  private String host(URI uri) {
    if (uri.getHost() == null) {
      throw refuse("it has no host");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    int usualPort = scheme(uri).equals("http") ? 80 : 443;
    return uri.getPort() < 0 || uri.getPort() == usualPort ? host : host + ":" + uri.getPort();
  }

  /** Other than a host's, its name may have an underscore. */
  private String bucket(URI uri) {
    String bucket = uri.getRawAuthority();
    boolean isBucket = bucket != null && BUCKET.matcher(bucket).matches();
    if (!isBucket || uri.getPath().isEmpty() || uri.getPath().endsWith("/")) {
      throw refuse("it names no file in a bucket");
    }
    return bucket;
  }

  private static String below(URI uri) {
    String path =
        Arrays.stream(uri.getPath().split("/", -1))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
    if (path.isEmpty()) {
      return "index.html";
    }
    return uri.getPath().endsWith("/") ? path + "/index.html" : path;
  }

  private String localName(URI uri) {
    String path = uri.getPath();
    if (uri.getRawAuthority() != null || path == null || path.endsWith("/")) {
      throw refuse("it names no file in a folder of this machine");
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String checked(String path) {
    SafePath.fault(path)
        .ifPresent(
            fault -> {
              throw refuse("its path " + fault);
            });
    return path;
  }

  private InvalidInputException refuse(String why) {
    return new InvalidInputException(
        "'%s' is not a URL that can be fetched (%s): write https://host/path%s"
            .formatted(
                Printable.shortened(SafeUrl.of(url)),
                why,
                schemes.equals(ALL) ? ", file:///folder/name or gs://bucket/path" : ""));
  }
}
