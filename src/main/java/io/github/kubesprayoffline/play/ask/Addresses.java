package io.github.kubesprayoffline.play.ask;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells addresses of the world outside from those of the cluster itself. */
final class Addresses {

  private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>`,;)\\\\]+");
  private static final Pattern HOST = Pattern.compile("https?://(\\[[^\\]]*]|[^/:\\s\"']*)");
  private static final Pattern PRIVATE =
      Pattern.compile(
          "localhost|127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|\\[.*|lb-apiserver.*|<.*|");

  private final Set<String> hosts;

  Addresses(Set<String> hosts) {
    this.hosts = Set.copyOf(hosts);
  }

  /** Whether a URL leads out of the cluster. */
  boolean isOutside(String url) {
    Matcher host = HOST.matcher(url);
    return host.lookingAt()
        && !PRIVATE.matcher(host.group(1)).matches()
        && !hosts.contains(host.group(1));
  }

  /** The URLs in a text that lead out of the cluster, in order. */
  Set<String> outside(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher url = URL.matcher(text);
    while (url.find()) {
      if (isOutside(url.group())) {
        found.add(url.group());
      }
    }
    return found;
  }
}
