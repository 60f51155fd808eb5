package io.github.kubesprayoffline.testing;

import com.sun.net.httpserver.HttpExchange;
import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What part of some content a request wants: all, or a range if its If-Range still holds. */
final class Slice {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final byte[] content;
  private final int from;
  private final int to;
  private final boolean partial;

  private Slice(byte[] content, int from, int to, boolean partial) {
    this.content = content;
    this.from = from;
    this.to = to;
    this.partial = partial;
  }

  static Slice of(HttpExchange exchange, byte[] content) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    if (!matcher.matches() || (ifRange != null && !ifRange.equals(etag(content)))) {
      return new Slice(content, 0, content.length, false);
    }
    int from = Integer.parseInt(matcher.group(1));
    String last = matcher.group(2);
    int to = last.isEmpty() ? content.length : Math.min(content.length, Integer.parseInt(last) + 1);
    return new Slice(content, from, to, true);
  }

  static String etag(byte[] content) {
    return "\"" + Checksum.sha256Of(content).hex().substring(0, 16) + "\"";
  }

  boolean isUnsatisfiable() {
    return partial && from >= content.length;
  }

  boolean isPartial() {
    return partial;
  }

  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  void sendHeaders(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("ETag", etag(content));
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (partial) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, content.length));
    }
    exchange.sendResponseHeaders(partial ? 206 : 200, length() == 0 ? -1 : length());
  }

  void write(OutputStream out, int count) throws IOException {
    out.write(content, from, count);
    out.flush();
  }
}
