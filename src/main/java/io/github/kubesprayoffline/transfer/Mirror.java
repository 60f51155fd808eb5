package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another place for all URLs that begin alike.
 *
 * @param prefix what the original URLs begin with: {@code https://github.com/}
 * @param replacement what stands in its place on the mirror
 */
public record Mirror(String prefix, String replacement) {

  private static final Pattern WRITTEN = Pattern.compile("(.+?)=([a-zA-Z][a-zA-Z0-9+.-]*:.+)");

  /** What would go on as a host: of what follows it, the publisher would make another one. */
  private static final Pattern LOGIN_AND_NO_PATH = Pattern.compile("[^/]*//[^/]*@[^/]*");

  public Mirror {
    if (LOGIN_AND_NO_PATH.matcher(replacement).matches()) {
      throw new InvalidInputException(
          "The mirror %s has a login and no slash after its host, which a URL could go on with: write %s/"
              .formatted(SafeUrl.of(replacement), SafeUrl.of(replacement)));
    }
  }

  /**
   * Parses {@code prefix=replacement}.
   *
   * @throws InvalidInputException if it is not of that form, or the replacement is no URL
   */
  public static Mirror parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "'%s' is not a mirror: write prefix=replacement, such as https://github.com/=https://mirror.example.com/github.com/"
              .formatted(SafeUrl.of(text)));
    }
    return new Mirror(matcher.group(1), matcher.group(2));
  }

  /** The places to try for a URL: on each mirror that has its prefix, then the original. */
  public static List<URI> places(List<Mirror> mirrors, String url) {
    List<URI> places = new ArrayList<>();
    mirrors.stream()
        .filter(mirror -> url.startsWith(mirror.prefix()))
        .map(mirror -> mirror.replacement() + url.substring(mirror.prefix().length()))
        .map(Mirror::uri)
        .forEach(places::add);
    places.add(uri(url));
    return places.stream().distinct().toList();
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      // Not as the cause: its message has the whole URL.
      throw new InvalidInputException(
          "'%s' is not a URL: %s".formatted(SafeUrl.of(url), e.getReason()));
    }
  }
}
