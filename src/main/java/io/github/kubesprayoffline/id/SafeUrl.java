package io.github.kubesprayoffline.id;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs as they may be printed: without logins, and without queries, which may be signatures. */
public final class SafeUrl {

  private static final Pattern SECRETS = Pattern.compile("(://)[^/?#]*@|(\\?)[^#]*");

  private static final Pattern LOGIN = Pattern.compile("(://)[^/?#]*@");

  private SafeUrl() {}

  /** The URL without its login alone, for a name that has to be kept. */
  public static String withoutLogin(String url) {
    return LOGIN.matcher(url).replaceFirst("$1");
  }

  /** The URL for a message. */
  public static String of(URI uri) {
    return of(uri.toString());
  }

  /** The same for something that may not even be a URL. */
  public static String of(String url) {
    return SECRETS
        .matcher(url)
        .replaceAll(
            match -> Matcher.quoteReplacement(match.group(1) != null ? match.group(1) : "?..."));
  }
}
