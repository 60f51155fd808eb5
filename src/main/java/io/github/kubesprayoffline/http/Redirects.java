package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.id.SafeUrl;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Follows redirects, and leaves credentials behind when they lead to another origin. */
final class Redirects {

  private static final int MOST = 10;
  private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie");

  private final Exchange exchange;

  Redirects(Exchange exchange) {
    this.exchange = exchange;
  }

  Response send(Request request) throws IOException, InterruptedException {
    Request current = request;
    for (int hops = 0; hops <= MOST; hops++) {
      Response answer = exchange.send(current);
      if (!leadsOn(answer, current)) {
        return answer;
      }
      answer.close();
      current = next(current, answer);
    }
    throw new LastingFault(
        "more than %d redirects; the last led to %s".formatted(MOST, SafeUrl.of(current.uri())));
  }

  private static boolean leadsOn(Response answer, Request request) {
    boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
    return switch (answer.status()) {
      case 301, 302, 303 -> reading;
      case 307, 308 -> true;
      default -> false;
    };
  }

  private static Request next(Request request, Response answer) throws IOException {
    URI target = target(request.uri(), answer);
    if (request.uri().getScheme().equals("https") && target.getScheme().equals("http")) {
      throw new LastingFault("refused to follow a redirect from https to " + SafeUrl.of(target));
    }
    boolean sameOrigin = Hosts.origin(target).equals(Hosts.origin(request.uri()));
    return request.to(target, sameOrigin ? request.headers() : harmless(request.headers()));
  }

  private static URI target(URI from, Response answer) throws IOException {
    String location = answer.header("Location").orElse("");
    if (location.isBlank()) {
      throw new ProtocolException("a redirect to nowhere");
    }
    try {
      URI target = from.resolve(URI.create(location.replace(" ", "%20")));
      if (target.getHost() == null || !Set.of("http", "https").contains(target.getScheme())) {
        throw new ProtocolException("redirected to something that is no http URL");
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("redirected to something that is no URL");
    }
  }

  private static SortedMap<String, String> harmless(SortedMap<String, String> headers) {
    SortedMap<String, String> kept = new TreeMap<>(headers);
    kept.keySet().removeIf(name -> SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    return kept;
  }
}
