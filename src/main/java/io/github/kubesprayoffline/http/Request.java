package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of a server.
 *
 * @param uri absolute, http or https; user information in it becomes a Basic login
 * @param headers set by the caller; they win over configured credentials, and none of them but what
 *     describes the content is sent on to another origin
 * @param limits what the transport may not do with it
 */
public record Request(
    String method,
    URI uri,
    SortedMap<String, String> headers,
    Optional<BodySource> body,
    Set<Limit> limits) {

  /** What the transport may not do with a request. */
  public enum Limit {
    /** Send it again after a fault: a second one would do harm. */
    ONCE,
    /** Follow a redirect to another origin: the request itself is a secret. */
    AT_ITS_ORIGIN,
    /** Send the login that is configured for the host. */
    NO_LOGIN
  }

  public Request {
    SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableSortedMap(copy);
    limits = Set.copyOf(limits);
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
    return new Request(method, uri, new TreeMap<>(), Optional.empty(), Set.of());
  }

  /** The same with one header more, or another value of it. */
  public Request withHeader(String name, String value) {
    return withHeaders(Map.of(name, value));
  }

  /** The same with these headers too. */
  public Request withHeaders(Map<String, String> added) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.putAll(added);
    return new Request(method, uri, more, body, limits);
  }

  /** The same with a body. */
  public Request withBody(BodySource source) {
    return new Request(method, uri, headers, Optional.of(source), limits);
  }

  /** The same, sent once at most. */
  public Request withoutRetry() {
    return with(Limit.ONCE);
  }

  /** The same, with a limit more. */
  public Request with(Limit limit) {
    EnumSet<Limit> more = EnumSet.of(limit);
    more.addAll(limits);
    return new Request(method, uri, headers, body, more);
  }

  /** The same to another URL, with these headers and no others. */
  public Request to(URI other, SortedMap<String, String> otherHeaders) {
    return new Request(method, other, otherHeaders, body, limits);
  }

  /** Whether the transport is bound by this limit. */
  public boolean has(Limit limit) {
    return limits.contains(limit);
  }

  /** Without the values of headers, and without what a URL may hide. */
  @Override
  public String toString() {
    return "Request[%s %s, headers=%s]".formatted(method, SafeUrl.of(uri), headers.keySet());
  }
}
