package io.github.kubesprayoffline.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/** One way in which an origin answers a request other than it should. */
@FunctionalInterface
public interface Mishap {

  /** Answers a request for this content, and closes the exchange. */
  void answer(HttpExchange exchange, byte[] content) throws IOException;

  /** Promises all that is wanted, and hangs up after so many bytes of it. */
  static Mishap cutAfter(int bytes) {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      slice.sendHeaders(exchange);
      slice.write(exchange.getResponseBody(), Math.min(bytes, slice.length()));
      hangUp(exchange);
    };
  }

  /** Promises so many bytes more than there are. */
  static Mishap promisingMore(int more) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("ETag", Slice.etag(content));
      exchange.sendResponseHeaders(200, content.length + more);
      exchange.getResponseBody().write(content);
      exchange.getResponseBody().flush();
      hangUp(exchange);
    };
  }

  /** Sends other bytes of the same length. */
  static Mishap wrongBytes() {
    return (exchange, content) -> {
      byte[] wrong = content.clone();
      wrong[wrong.length / 2] ^= 1;
      OriginServer.behave(exchange, wrong);
    };
  }

  /** Sends other content, whole and with its right length. */
  static Mishap content(byte[] other) {
    return (exchange, content) -> OriginServer.behave(exchange, other);
  }

  /** Answers with a status and nothing else. */
  static Mishap status(int status) {
    return (exchange, content) -> OriginServer.empty(exchange, status);
  }

  /** Answers with a status, and asks to be left alone for some seconds. */
  static Mishap status(int status, int retryAfterSeconds) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(retryAfterSeconds));
      OriginServer.empty(exchange, status);
    };
  }

  /** Points elsewhere. */
  static Mishap redirect(int status, String location) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("Location", location);
      OriginServer.empty(exchange, status);
    };
  }

  /** Sends so many bytes and then nothing, with the connection open. */
  static Mishap stallAfter(int bytes, Duration stall) {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      slice.sendHeaders(exchange);
      slice.write(exchange.getResponseBody(), Math.min(bytes, slice.length()));
      exchange.getResponseBody().flush();
      sleep(stall);
      hangUp(exchange);
    };
  }

  /** Says nothing at all for a while. */
  static Mishap silence(Duration silence) {
    return (exchange, content) -> {
      sleep(silence);
      hangUp(exchange);
    };
  }

  /** Sends everything, a few bytes at a time. */
  static Mishap drip(int bytes, Duration pause) {
    return drip(bytes, pause, Integer.MAX_VALUE);
  }

  /** The same, and hangs up after so many bytes. */
  static Mishap drip(int bytes, Duration pause, int most) {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      slice.sendHeaders(exchange);
      OutputStream out = exchange.getResponseBody();
      int end = Math.min(most, slice.length());
      for (int at = 0; at < end; at += bytes) {
        out.write(content, slice.from() + at, Math.min(bytes, end - at));
        out.flush();
        sleep(pause);
      }
      hangUp(exchange);
    };
  }

  /** Sends so many bytes, and the rest as soon as that is so. */
  static Mishap holdAfter(int bytes, BooleanSupplier until) {
    return holdAfter(bytes, until, Integer.MAX_VALUE);
  }

  /** The same, and hangs up after so many bytes. */
  static Mishap holdAfter(int bytes, BooleanSupplier until, int most) {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      slice.sendHeaders(exchange);
      OutputStream out = exchange.getResponseBody();
      int end = Math.min(most, slice.length());
      int first = Math.min(bytes, end);
      out.write(content, slice.from(), first);
      out.flush();
      while (first < end && !until.getAsBoolean()) {
        sleep(Duration.ofMillis(2));
      }
      out.write(content, slice.from() + first, end - first);
      out.flush();
      hangUp(exchange);
    };
  }

  /** Packs the content for the way, although nobody asked for that. */
  static Mishap gzipped() {
    return (exchange, content) -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(content);
      }
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      OriginServer.behave(exchange, packed.toByteArray());
    };
  }

  /** Sends everything, with no length before it. */
  static Mishap withoutLength() {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(content);
      }
    };
  }

  /** Begins well, with no length before it, and does not end; not before so many bytes. */
  static Mishap endless(long most) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(content);
      byte[] more = new byte[1 << 16];
      for (long sent = 0; sent < most; sent += more.length) {
        out.write(more);
      }
      hangUp(exchange);
    };
  }

  /** Says that the content is packed in that way, or in several. */
  static Mishap encoded(String... encodings) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().put("Content-Encoding", List.of(encodings));
      OriginServer.behave(exchange, content);
    };
  }

  /** Answers a range by a part that it calls so, and that has another length than it says. */
  static Mishap part(String contentRange, int length) {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      if (!slice.isPartial()) {
        OriginServer.behave(exchange, content);
        return;
      }
      exchange.getResponseHeaders().set("ETag", Slice.etag(content));
      exchange.getResponseHeaders().set("Content-Range", contentRange);
      exchange.sendResponseHeaders(206, length);
      exchange.getResponseBody().write(content, slice.from(), length);
      hangUp(exchange);
    };
  }

  /** Answers a range by all from its first byte to the end. */
  static Mishap toTheEnd() {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      int length = content.length - slice.from();
      exchange.getResponseHeaders().set("ETag", Slice.etag(content));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(slice.from(), content.length - 1, content.length));
      exchange.sendResponseHeaders(206, length);
      exchange.getResponseBody().write(content, slice.from(), length);
      hangUp(exchange);
    };
  }

  /** Knows no ranges, and hangs up after so many bytes. */
  static Mishap withoutRangesCutAfter(int bytes) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      hangUp(exchange);
    };
  }

  /** Sends everything from the start, whatever range was asked for. */
  static Mishap withoutRanges() {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(content);
      }
    };
  }

  /** Sends the range asked for, and says that it is another one. */
  static Mishap wrongContentRange() {
    return contentRange("bytes 0-9/%d"::formatted);
  }

  /** Sends the range asked for, and does not say which it is. */
  static Mishap withoutContentRange() {
    return contentRange(size -> "");
  }

  private static Mishap contentRange(IntFunction<String> value) {
    return (exchange, content) -> {
      Slice slice = Slice.of(exchange, content);
      if (!slice.isPartial()) {
        OriginServer.behave(exchange, content);
        return;
      }
      String range = value.apply(content.length);
      if (!range.isEmpty()) {
        exchange.getResponseHeaders().set("Content-Range", range);
      }
      exchange.sendResponseHeaders(206, slice.length());
      slice.write(exchange.getResponseBody(), slice.length());
      hangUp(exchange);
    };
  }

  /** Refuses every range, and does not say how much there is. */
  static Mishap refusingRanges() {
    return (exchange, content) -> {
      if (exchange.getRequestHeaders().containsKey("Range")) {
        OriginServer.empty(exchange, 416);
      } else {
        OriginServer.behave(exchange, content);
      }
    };
  }

  /** Promises all, with an ETag that is good for comparing pages only, and hangs up on the way. */
  static Mishap weakEtagCutAfter(int bytes) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("ETag", "W/" + Slice.etag(content));
      exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      hangUp(exchange);
    };
  }

  private static void hangUp(HttpExchange exchange) {
    exchange.close();
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
