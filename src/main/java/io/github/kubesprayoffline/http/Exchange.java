package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One request with all that is configured for its host, and its answer. */
final class Exchange {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  /** Those that the connection and the body decide. */
  private static final Set<String> RESERVED = reserved();

  private final HttpSettings settings;
  private final Clients clients;

  Exchange(HttpSettings settings, Clients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  private static Set<String> reserved() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(
        List.of("Connection", "Content-Length", "Expect", "Host", "Transfer-Encoding", "Upgrade"));
    return names;
  }

  Response send(Request request) throws IOException, InterruptedException {
    URI uri = withoutLogin(request.uri());
    return clients.of(uri).send(request.to(uri, headers(request)));
  }

  private SortedMap<String, String> headers(Request request) {
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", settings.userAgent());
    headers.put("Accept-Encoding", "identity");
    Hosts.credentials(settings.credentials(), request.uri())
        .ifPresent(credentials -> headers.putAll(credentials.headers()));
    String login = request.uri().getUserInfo();
    if (login != null) {
      int colon = login.indexOf(':');
      headers.putAll(
          Credentials.basic(
                  colon < 0 ? login : login.substring(0, colon),
                  colon < 0 ? "" : login.substring(colon + 1))
              .headers());
    }
    headers.putAll(request.headers());
    headers.forEach(Exchange::requireSendable);
    return headers;
  }

  private static void requireSendable(String name, String value) {
    if (!NAME.matcher(name).matches()
        || RESERVED.contains(name)
        || !VALUE.matcher(value).matches()) {
      throw new InvalidInputException(
          "The header '%s' cannot be sent: its name is reserved, or it has characters that headers may not have. Correct it in settings.xml."
              .formatted(name));
    }
  }

  private static URI withoutLogin(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    try {
      String text = uri.toString();
      int start = text.indexOf("://") + 3;
      return new URI(text.substring(0, start) + text.substring(text.indexOf('@', start) + 1));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a URI without its login is still one", e);
    }
  }
}
