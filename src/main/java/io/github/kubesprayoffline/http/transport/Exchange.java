package io.github.kubesprayoffline.http.transport;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.Hosts;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.client.Client;
import io.github.kubesprayoffline.http.client.Clients;
import java.io.IOException;
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
    Client client = clients.of(request.uri());
    Request complete = request.to(request.uri(), headers(request));
    try {
      return client.send(complete);
    } catch (OfflineException e) {
      throw e; // Of ours: the body to send is not what it was.
    } catch (RuntimeException e) {
      throw new IOException("the answer is no proper HTTP: " + e.getMessage(), e);
    }
  }

  private SortedMap<String, String> headers(Request request) {
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", settings.userAgent());
    headers.put("Accept-Encoding", "identity");
    if (!request.has(Limit.NO_LOGIN)) {
      Hosts.credentials(settings.credentials(), request.uri())
          .ifPresent(credentials -> headers.putAll(credentials.headers()));
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
}
