package io.github.kubesprayoffline.http;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of a server.
 *
 * @param uri absolute, http or https; user information in it becomes a Basic login
 * @param headers set by the caller; they win over configured credentials, and {@code Authorization}
 *     and {@code Cookie} among them are not sent on to another origin
 * @param retry whether the transport may send it again after a fault; set it off where a second one
 *     would do harm
 */
public record Request(
    String method,
    URI uri,
    SortedMap<String, String> headers,
    Optional<BodySource> body,
    boolean retry) {

  public Request {
    SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableSortedMap(copy);
  }

  /** A GET. */
  public static Request get(URI uri) {
    return of("GET", uri);
  }

  /** A HEAD. */
  public static Request head(URI uri) {
    return of("HEAD", uri);
  }

  /** A request without a body. */
  public static Request of(String method, URI uri) {
    return new Request(method, uri, new TreeMap<>(), Optional.empty(), true);
  }

  /** The same with one header more, or another value of it. */
  public Request withHeader(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Request(method, uri, more, body, retry);
  }

  /** The same with these headers too. */
  public Request withHeaders(Map<String, String> added) {
    Request request = this;
    for (var header : added.entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    return request;
  }

  /** The same with a body. */
  public Request withBody(BodySource source) {
    return new Request(method, uri, headers, Optional.of(source), retry);
  }

  /** The same, sent once at most. */
  public Request withoutRetry() {
    return new Request(method, uri, headers, body, false);
  }

  Request to(URI other, SortedMap<String, String> otherHeaders) {
    return new Request(method, other, otherHeaders, body, retry);
  }
}
