package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An item on an HTTP server, asked for by Range and If-Range. */
public final class HttpOrigin implements Origin {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /** What says nothing of the bytes; S3 leaves the second one behind in answers. */
  private static final Set<String> NO_PACKING = Set.of("", "identity", "aws-chunked");

  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  private final String name;
  private final String key;
  private final Get get;

  /** Sends a GET with some headers beside the sender's own, such as a token. */
  @FunctionalInterface
  public interface Get {
    /** The server's answer, whatever its status. */
    Response send(Map<String, String> headers);
  }

  /**
   * An origin behind a sender that knows how to log in.
   *
   * @param url for messages, and to tell it from others
   */
  public HttpOrigin(URI url, Get get) {
    this.name = SafeUrl.of(url);
    this.key = SafeUrl.withoutLogin(url.toString());
    this.get = get;
  }

  /** The content of a URL, asked for by GET. */
  public static HttpOrigin of(HttpTransport transport, URI url) {
    return new HttpOrigin(url, headers -> transport.send(Request.get(url).withHeaders(headers)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public OpenedItem open(long from, OptionalLong to, Optional<String> validator)
      throws IOException {
    Response answer = get.send(headers(from, to, validator));
    if (isEnd(answer, from)) {
      return ended(answer, from, validator);
    }
    if (to.isEmpty() && !isOfUse(answer, from)) {
      // What lies here is no beginning of what they have, or they cannot count.
      answer.close();
      answer = get.send(Map.of());
    }
    requireContent(answer.expectSuccess());
    try {
      return opened(answer, from);
    } catch (TransferException e) {
      answer.close();
      throw e;
    }
  }

  private void requireContent(Response answer) {
    if (answer.status() != 200 && answer.status() != 206) {
      answer.close();
      throw new TransferException(
          "%s: HTTP %d, which is no answer with a file in it. Check the URL, or use a mirror."
              .formatted(name, answer.status()));
    }
  }

  /** Whether there is nothing more to send because all of it has been. */
  private static boolean isEnd(Response answer, long from) {
    return answer.status() == 416
        && from > 0
        && answer.header("Content-Range").equals(Optional.of("bytes */" + from));
  }

  private static OpenedItem ended(Response answer, long from, Optional<String> validator) {
    answer.close();
    return new OpenedItem(
        InputStream.nullInputStream(), from, OptionalLong.of(from), validator, true, false);
  }

  private static boolean isOfUse(Response answer, long from) {
    return switch (answer.status()) {
      case 206 -> range(answer, from).isPresent();
      case 416 -> from == 0;
      default -> true;
    };
  }

  private static Map<String, String> headers(
      long from, OptionalLong to, Optional<String> validator) {
    Map<String, String> headers = new TreeMap<>();
    if (from > 0 || to.isPresent()) {
      String last = to.isPresent() ? Long.toString(to.getAsLong() - 1) : "";
      headers.put("Range", "bytes=%d-%s".formatted(from, last));
      validator.ifPresent(it -> headers.put("If-Range", it));
    }
    return headers;
  }

  private OpenedItem opened(Response answer, long wanted) {
    boolean resumed = answer.status() == 206;
    OptionalLong total = resumed ? totalOfRange(answer, wanted) : length(answer);
    boolean ranges = resumed || answer.header("Accept-Ranges").filter("bytes"::equals).isPresent();
    return new OpenedItem(
        answer.body(), resumed ? wanted : 0, total, validator(answer), ranges, isGzipped(answer));
  }

  private OptionalLong totalOfRange(Response answer, long wanted) {
    Optional<MatchResult> range = range(answer, wanted);
    if (range.isEmpty()) {
      throw new TransferException(
          "%s: asked for bytes from %d, the server sent '%s'. Use a mirror."
              .formatted(
                  name,
                  wanted,
                  Printable.shortened(answer.header("Content-Range").orElse("no Content-Range"))));
    }
    String total = range.get().group(3);
    return total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total));
  }

  /** The range of an answer, if it begins where it should and agrees with itself. */
  private static Optional<MatchResult> range(Response answer, long wanted) {
    return answer
        .header("Content-Range")
        .map(CONTENT_RANGE::matcher)
        .filter(Matcher::matches)
        .filter(range -> range.group(1).equals(Long.toString(wanted)))
        .filter(range -> isConsistent(range, length(answer)))
        .map(Matcher::toMatchResult);
  }

  private static boolean isConsistent(MatchResult range, OptionalLong length) {
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    boolean within = range.group(3).equals("*") || last < Long.parseLong(range.group(3));
    return first <= last && within && length.orElse(last - first + 1) == last - first + 1;
  }

  private static OptionalLong length(Response answer) {
    OptionalLong length = answer.length();
    return length.orElse(0) < 0 ? OptionalLong.empty() : length;
  }

  /** Only a strong ETag promises the same bytes; a date may hide two versions of one second. */
  private static Optional<String> validator(Response answer) {
    return answer.header("ETag").filter(etag -> etag.startsWith("\""));
  }

  private boolean isGzipped(Response answer) {
    List<String> packings =
        answer.headers().allValues("Content-Encoding").stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(value -> value.strip().toLowerCase(Locale.ROOT))
            .filter(value -> !NO_PACKING.contains(value))
            .toList();
    if (packings.size() > 1) {
      throw new TransferException(
          "%s: the server packed it more than once for the way (Content-Encoding: %s), although it was asked not to. Use a mirror."
              .formatted(name, Printable.shortened(String.join(", ", packings))));
    }
    return packings.stream().anyMatch(GZIP::contains);
  }
}
