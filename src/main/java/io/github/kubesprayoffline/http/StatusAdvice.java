package io.github.kubesprayoffline.http;

import java.net.URI;

/** What to do about a status. */
final class StatusAdvice {

  private StatusAdvice() {}

  static String of(int status, URI uri) {
    return switch (status) {
      case 401 -> "Log in: " + login(uri);
      case 403 -> "It is forbidden: check the URL, or log in: " + login(uri);
      case 404, 410 -> "It is not there: check the version, or where mirrors point.";
      case 407 -> "The proxy demands a login: give it in the <proxy> of settings.xml.";
      case 429 -> "The server limits its clients: log in, wait, or use a mirror.";
      default ->
          status >= 500
              ? "The server is in trouble: try again later, or use a mirror."
              : "Check the URL, or use a mirror.";
    };
  }

  /** The same where another server led us: no login of ours is asked for there. */
  static String ofStray(int status) {
    return "A redirect led there: "
        + (status == 401 || status == 403 || status == 407
            ? "ask the operator of the server that sent us on, or use a mirror."
            : "try again later, check the URL, or use a mirror.");
  }

  private static String login(URI uri) {
    String id = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    return "give a <server> with <id>%s</id> in settings.xml.".formatted(id);
  }
}
