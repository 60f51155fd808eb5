package io.github.kubesprayoffline.registry;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.RetryRule;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
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
  private final Authorizer authorizer;

  RegistryClient(HttpTransport transport, String name, Logins logins) {
    this.transport = transport;
    this.name = name;
    this.base = Suppliers.memoize(() -> Endpoint.of(transport, name));
    this.authorizer = new Authorizer(transport, name, Suppliers.memoize(() -> logins.find(name)));
  }

  String name() {
    return name;
  }

  RetryRule retryRule() {
    return transport.settings().retry();
  }

  /** An address below {@code /v2/}. */
  URI uri(String path) {
    return base.get().resolve(path);
  }

  /**
   * Where the registry wants us to go on. A registry behind a TLS proxy may not know that it is
   * reached by HTTPS.
   */
  URI location(Response response, URI current) {
    URI next = resolve(current, response.header("Location").orElse(current.toString()));
    boolean downgraded =
        current.getScheme().equals("https")
            && "http".equals(next.getScheme())
            && current.getHost().equalsIgnoreCase(next.getHost());
    return downgraded ? current.resolve(next.getRawPath() + query(next)) : next;
  }

  /**
   * An address that the registry gave, which may be a path.
   *
   * @throws TransferException if it is none
   */
  URI resolve(URI current, String given) {
    try {
      URI next = current.resolve(given);
      if (next.getHost() != null && HTTP.contains(next.getScheme())) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new TransferException(
        "%s sends us on from %s to something that is no http URL. Ask the registry's operator."
            .formatted(name, SafeUrl.of(current)));
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
  }

  /**
   * Sends a request, again with a login if the registry asks for one.
   *
   * @param scope what the token must be good for: {@code repository:calico/node:pull}
   * @throws TransferException if there was no answer, or no way in
   */
  Response send(String scope, Request request) {
    for (int refusals = 0; refusals < MOST_REFUSALS; refusals++) {
      Optional<String> header = authorizer.header(scope);
      Response response = transport.send(authorized(request, header));
      if (response.status() != 401) {
        return response;
      }
      response.close();
      if (!authorizer.learn(response, scope, header)) {
        break;
      }
    }
    throw LoginAdvice.refused(name, authorizer.hasLogin());
  }

  /** An upload may lead to another host, which our login is none of the business of. */
  private Request authorized(Request request, Optional<String> header) {
    return header.isPresent() && sameOrigin(request.uri(), base.get())
        ? request.withHeader("Authorization", header.get())
        : request;
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
  }
}
