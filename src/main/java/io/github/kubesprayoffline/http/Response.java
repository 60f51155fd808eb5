package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server's answer. To be closed: that frees the connection.
 *
 * @param uri where it came from in the end, after redirects
 * @param body not verified by anything; reading fails if no byte comes for the stall timeout, or
 *     fewer than the {@link HttpSettings#floor} asks for
 * @param strayed whether a redirect led to another origin than was asked, even if another one led
 *     back: its word is not that of whom was asked
 */
public record Response(int status, URI uri, HttpHeaders headers, InputStream body, boolean strayed)
    implements Closeable {

  /** An answer of the origin that was asked. */
  public Response(int status, URI uri, HttpHeaders headers, InputStream body) {
    this(status, uri, headers, body, false);
  }

  /** The same, after a redirect to another origin. */
  public Response afterStraying() {
    return new Response(status, uri, headers, body, true);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The length that the server announced for this body. */
  public OptionalLong length() {
    try {
      OptionalLong length = headers.firstValueAsLong("Content-Length");
      return length.orElse(-1) < 0 ? OptionalLong.empty() : length;
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether the status is one of the two hundreds. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * This answer, if the server did what it was asked.
   *
   * @throws StatusException (after closing) if the status is none of the two hundreds
   */
  public Response expectSuccess() {
    if (isSuccess()) {
      return this;
    }
    close();
    String advice = strayed ? StatusAdvice.ofStray(status) : StatusAdvice.of(status, uri);
    throw new StatusException(status, "%s: HTTP %d. %s".formatted(SafeUrl.of(uri), status, advice));
  }

  /**
   * The whole body of a small answer.
   *
   * @throws TransferException if it is longer than {@code limit} bytes, or breaks off
   */
  public byte[] bytes(int limit) {
    try {
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new TransferException(
            "%s: the answer is longer than the %d bytes allowed here."
                .formatted(SafeUrl.of(uri), limit));
      }
      return bytes;
    } catch (IOException e) {
      throw new TransferException(
          "%s: the answer broke off: %s".formatted(SafeUrl.of(uri), Faults.reason(e)), e);
    }
  }

  /** Gives the connection up, whether or not the body was read. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Nothing more is wanted of this connection.
    }
  }

  /** Without the values of headers, and without what a URL may hide. */
  @Override
  public String toString() {
    return "Response[%d of %s, headers=%s]"
        .formatted(status, SafeUrl.of(uri), headers.map().keySet());
  }
}
