package io.github.kubesprayoffline.http.transport;

import io.github.kubesprayoffline.http.LastingFault;
import io.github.kubesprayoffline.http.Origin;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Follows redirects, and leaves everything secret behind when they lead to another origin. */
final class Redirects {

  private static final int MOST = 10;

  /** What describes the content that is wanted or sent. All else may be a login. */
  private static final Set<String> HARMLESS =
      Set.of("accept", "range", "if-range", "content-type", "content-range");

  private final Exchange exchange;

  Redirects(Exchange exchange) {
    this.exchange = exchange;
  }

  Response send(Request request) throws IOException, InterruptedException {
    Request current = LoginInUrl.asHeader(request);
    boolean strayed = false;
    for (int hops = 0; hops <= MOST; hops++) {
      Response answer = exchange.send(strayed ? unseen(current) : current);
      if (!leadsOn(answer, current)) {
        return strayed ? answer.afterStraying() : answer;
      }
      answer.close();
      URI target = target(current.uri(), answer);
      strayed |= !sameOrigin(current.uri(), target);
      current = next(current, target);
    }
    throw new LastingFault(
        "more than %d redirects; the last led to %s".formatted(MOST, SafeUrl.of(current.uri())));
  }

  /**
   * No server may have the login of another one sent where anybody can read it, or something
   * written there by it.
   */
  private static Request unseen(Request request) {
    boolean harmless = isReading(request) && !Origin.of(request.uri()).isClear();
    return harmless ? request : request.with(Limit.NO_LOGIN);
  }

  private static boolean leadsOn(Response answer, Request request) {
    return switch (answer.status()) {
      case 301, 302, 303 -> isReading(request);
      case 307, 308 -> true;
      default -> false;
    };
  }

  private static boolean isReading(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  private static Request next(Request request, URI target) throws IOException {
    if (!Origin.of(request.uri()).isClear() && Origin.of(target).isClear()) {
      throw new LastingFault("refused to follow a redirect from https to " + SafeUrl.of(target));
    }
    if (sameOrigin(request.uri(), target)) {
      return request.to(target, request.headers());
    }
    if (request.has(Limit.AT_ITS_ORIGIN)) {
      throw new LastingFault("refused to take a login along to " + SafeUrl.of(target));
    }
    return request.to(target, harmless(request.headers()));
  }

  private static boolean sameOrigin(URI one, URI other) {
    return Origin.of(one).equals(Origin.of(other));
  }

  private static URI target(URI from, Response answer) throws IOException {
    String location = answer.header("Location").orElse("");
    if (location.isBlank()) {
      throw new ProtocolException("a redirect to nowhere");
    }
    try {
      URI target = from.resolve(URI.create(location.replace(" ", "%20")));
      String scheme = target.getScheme().toLowerCase(Locale.ROOT);
      if (target.getHost() == null || !Set.of("http", "https").contains(scheme)) {
        throw new ProtocolException("redirected to something that is no http URL");
      }
      return LoginInUrl.without(target);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("redirected to something that is no URL");
    }
  }

  private static SortedMap<String, String> harmless(SortedMap<String, String> headers) {
    SortedMap<String, String> kept = new TreeMap<>(headers);
    kept.keySet().removeIf(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)));
    return kept;
  }
}
