package io.github.kubesprayoffline.testing;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * One way in which {@link FakeRegistry} misbehaves.
 *
 * @param requests a regular expression on {@code METHOD /path}, or on that with the query
 * @param times how often it happens still
 */
public record Fault(Pattern requests, AtomicInteger times, Kind kind) {

  /** What happens. */
  public sealed interface Kind {}

  /** An error in place of the answer. */
  public record Status(int code, Map<String, String> headers) implements Kind {}

  /** The connection ends after so many bytes of the answer's body, or of the request's. */
  public record Cut(long afterBytes) implements Kind {}

  /** One byte of the body is another. */
  public record Corrupt() implements Kind {}

  /** The digest that the answer's header names is another's. */
  public record WrongDigest() implements Kind {}

  /** The answer sends the client to the same path elsewhere. */
  public record Redirect(String baseUrl) implements Kind {}

  /** An error, that many times. */
  public static Fault status(String requests, int times, int code, Map<String, String> headers) {
    return of(requests, times, new Status(code, headers));
  }

  /** A cut connection, that many times. */
  public static Fault cut(String requests, int times, long afterBytes) {
    return of(requests, times, new Cut(afterBytes));
  }

  /** A wrong byte, always. */
  public static Fault corrupt(String requests) {
    return of(requests, Integer.MAX_VALUE, new Corrupt());
  }

  /** A wrong digest in the header, always. */
  public static Fault wrongDigest(String requests) {
    return of(requests, Integer.MAX_VALUE, new WrongDigest());
  }

  /** A redirect to another host, always. */
  public static Fault redirect(String requests, String baseUrl) {
    return of(requests, Integer.MAX_VALUE, new Redirect(baseUrl));
  }

  private static Fault of(String requests, int times, Kind kind) {
    return new Fault(Pattern.compile(requests), new AtomicInteger(times), kind);
  }

  boolean strikes(String method, URI uri) {
    boolean meant =
        requests.matcher(method + " " + uri.getPath()).matches()
            || requests.matcher(method + " " + uri).matches();
    return meant && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
