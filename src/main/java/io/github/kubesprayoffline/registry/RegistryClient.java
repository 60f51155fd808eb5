package io.github.kubesprayoffline.registry;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Origin;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.retry.Backoff;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One registry: its address, and requests with the login that it asks for. */
final class RegistryClient {

  /** Once to learn what it wants, and a token may expire under way. */
  private static final int MOST_REFUSALS = 4;

  private static final Set<String> HTTP = Set.of("http", "https");

  private final HttpTransport transport;
  private final String name;
  private final Supplier<URI> base;
  private final LoginAdvice advice;
  private final Authorizer authorizer;

  RegistryClient(HttpTransport transport, String name, Logins logins) {
    this.transport = transport;
    this.name = name;
    this.base = Suppliers.memoize(() -> Endpoint.of(transport, name));
    this.advice = new LoginAdvice(name);
    this.authorizer =
        new Authorizer(
            new TokenService(transport, name, base, advice),
            Suppliers.memoize(() -> logins.find(name, advice::note)));
  }

  String name() {
    return name;
  }

  Backoff backoff(String what) {
    return transport.backoff(what);
  }

  /** An address below {@code /v2/}. */
  URI uri(String path) {
    return base.get().resolve(path);
  }

  /** Where the registry wants us to go on. */
  URI location(Response response, URI current) {
    return resolve(current, response.header("Location").orElse(current.toString()));
  }

  /**
   * An address that the registry gave, which may be a path. A registry behind a TLS proxy may not
   * know that it is reached by HTTPS; all others that would have us leave HTTPS are refused.
   *
   * @throws TransferException if it is none to go to
   */
  URI resolve(URI current, String given) {
    URI next = address(current, given);
    if (Origin.of(current).isClear() || !Origin.of(next).isClear()) {
      return next;
    }
    if (current.getHost().equalsIgnoreCase(next.getHost())) {
      return current.resolve(next.getRawPath() + query(next));
    }
    throw new TransferException(
        "%s sends us on from %s to %s, where anybody on the way could read and change what is sent. Have it answer by HTTPS there."
            .formatted(name, SafeUrl.of(current), SafeUrl.of(next)));
  }

  private URI address(URI current, String given) {
    try {
      URI next = current.resolve(given);
      boolean http = HTTP.contains(String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT));
      if (http && next.getHost() != null && next.getRawUserInfo() == null) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new TransferException(
        "%s sends us on from %s to something that is no http URL, or has a login in it. Ask the registry's operator."
            .formatted(name, SafeUrl.of(current)));
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
  }

  /**
   * Sends a request, again with a login if the registry asks for one.
   *
   * @param scope what the token must be good for: {@code repository:calico/node:pull}
   * @return the answer; a 401 only where another server gave it, to which a redirect or the
   *     registry's own word led: nobody but the registry is asked what it wants
   * @throws TransferException if there was no answer, or no way in
   */
  Response send(String scope, Request request) {
    boolean ours = Origin.of(request.uri()).equals(Origin.of(base.get()));
    if (!ours) {
      // Nor does the registry decide where a login for anybody else is sent, and with what.
      return transport.send(request.with(Limit.NO_LOGIN));
    }
    for (int refusals = 0; refusals < MOST_REFUSALS; refusals++) {
      Optional<String> header = authorizer.header(scope);
      Response response =
          transport.send(header.map(it -> request.withHeader("Authorization", it)).orElse(request));
      if (response.status() != 401 || response.strayed()) {
        return response;
      }
      response.close();
      if (!authorizer.learn(response, scope, header)) {
        break;
      }
    }
    throw advice.refused(authorizer.hasLogin());
  }
}
