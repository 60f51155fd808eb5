package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Faults;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.retry.Backoff;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.oci.BlobContent;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends one blob. A small one goes in one PUT. A larger one goes by PATCH: after a cut the registry
 * is asked how much it has, and the rest follows; one that has forgotten the upload (as
 * distribution 2.8 does) gets it from the start.
 */
final class Upload {

  /** Where an upload stands. */
  private record Position(URI location, long offset) {

    /** What comes after the path may be a ticket. */
    @Override
    public String toString() {
      return "Position[%d at %s]".formatted(offset, SafeUrl.of(location));
    }
  }

  private static final long LARGEST_IN_ONE_PUT = 4 << 20;
  private static final int MOST_REPEATS = 2;
  private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");

  private final RegistryClient client;
  private final String scope;
  private final URI uploads;
  private final URI blob;
  private final String name;
  private final Checksum digest;
  private final BlobContent content;
  private final Backoff backoff;

  /**
   * An upload to a repository.
   *
   * @param name of the blob, for messages
   */
  Upload(
      RegistryClient client,
      String path,
      String scope,
      String name,
      Checksum digest,
      BlobContent content) {
    this.client = client;
    this.scope = scope;
    this.uploads = client.uri(path + "/blobs/uploads/");
    this.blob = client.uri(path + "/blobs/" + digest);
    this.name = name;
    this.digest = digest;
    this.content = content;
    this.backoff = client.backoff(name);
  }

  void run() {
    boolean small = content.size() <= LARGEST_IN_ONE_PUT;
    while (true) {
      try {
        finish(small ? start() : sent(start()));
        return;
      } catch (LostUpload e) {
        // Its failure was waited for: it begins anew.
      }
    }
  }

  /** Sends what is missing until the registry has it all. */
  private Position sent(Position start) throws LostUpload {
    Position at = start;
    while (at.offset < content.size()) {
      try {
        at = patch(at);
      } catch (TransferException e) {
        at = afterFailure(at, e);
      }
    }
    return at;
  }

  /** Where to go on. A registry that wants to be left alone is not asked before. */
  private Position afterFailure(Position at, TransferException failure) throws LostUpload {
    throwIfFinal(failure);
    boolean busy = !asked(failure).isZero();
    if (busy) {
      pauseOrThrow(failure);
    }
    Optional<Position> stands = ask(at);
    backoff.reached(stands.map(Position::offset).orElse(0L));
    if (!busy) {
      pauseOrThrow(failure);
    }
    return stands.orElseThrow(LostUpload::new);
  }

  private static void throwIfFinal(TransferException failure) {
    if (failure instanceof LoginRefusedException
        || (failure instanceof UploadRefusedException refused && refused.isFinal())) {
      throw failure;
    }
  }

  private void pauseOrThrow(TransferException failure) {
    Throwable fault = failure.getCause() == null ? failure : failure.getCause();
    String reason =
        failure instanceof UploadRefusedException refused
            ? "HTTP " + refused.status()
            : Faults.reason(fault);
    backoff.pauseOrThrow(failure, reason, asked(failure));
  }

  private Duration asked(TransferException failure) {
    return failure instanceof UploadRefusedException refused
        ? backoff.asked(refused.retryAfter())
        : Duration.ZERO;
  }

  private Position start() {
    try (Response response = client.send(scope, Request.of("POST", uploads))) {
      response.expectSuccess();
      return new Position(client.location(response, uploads), 0);
    }
  }

  private Position patch(Position at) {
    Request request =
        Request.of("PATCH", at.location)
            .withHeader("Content-Type", "application/octet-stream")
            .withHeader("Content-Range", at.offset + "-" + (content.size() - 1))
            .withBody(rest(at))
            .withoutRetry();
    try (Response response = client.send(scope, request)) {
      requireSuccess(response);
      return new Position(client.location(response, at.location), content.size());
    }
  }

  /** Where the registry stands, if it says; it may have taken everything but the answer. */
  private Optional<Position> ask(Position at) {
    try (Response response = client.send(scope, Request.get(at.location))) {
      Matcher range = RANGE.matcher(response.header("Range").orElse(""));
      // "0-0" is what registries say of nothing at all, and of one byte.
      if (!response.isSuccess() || !range.matches() || range.group(1).equals("0")) {
        return Optional.empty();
      }
      long offset = Long.parseLong(range.group(1)) + 1;
      return offset > content.size()
          ? Optional.empty()
          : Optional.of(new Position(client.location(response, at.location), offset));
    }
  }

  /**
   * Sends the rest, if any, and names the digest. Where nothing is left to send, that is repeated
   * before the upload is given up and everything sent again.
   */
  private void finish(Position at) throws LostUpload {
    for (int repeats = 0; ; repeats++) {
      try {
        close(at);
        return;
      } catch (TransferException e) {
        throwIfFinal(e);
        boolean forgotten = e instanceof UploadRefusedException refused && !refused.isTransient();
        if (forgotten && repeats > 0 && isThere()) {
          return; // Only the answer was lost.
        }
        pauseOrThrow(e);
        if (forgotten || at.offset < content.size() || repeats == MOST_REPEATS) {
          throw new LostUpload();
        }
      }
    }
  }

  private void close(Position at) {
    URI uri =
        URI.create(
            at.location + (at.location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    Request request =
        Request.of("PUT", uri)
            .withHeader("Content-Type", "application/octet-stream")
            .withBody(rest(at))
            .withoutRetry();
    try (Response response = client.send(scope, request)) {
      if (response.status() == 400) {
        throw refused();
      }
      requireSuccess(response);
      Repository.toldDigest(response).ifPresent(this::requireSame);
    }
  }

  private boolean isThere() {
    try (Response response = client.send(scope, Request.head(blob))) {
      return response.isSuccess();
    }
  }

  private void requireSuccess(Response response) {
    if (!response.isSuccess()) {
      throw UploadRefusedException.of(name, response);
    }
  }

  private BodySource rest(Position at) {
    return BodySource.of(content.size() - at.offset, () -> content.open(at.offset));
  }

  private void requireSame(Checksum told) {
    if (told.algorithm() == digest.algorithm() && !told.equals(digest)) {
      throw IntegrityException.mismatch(
          name, told, digest, "The registry, or something before it, changes blobs; use another.");
    }
  }

  private IntegrityException refused() {
    return new IntegrityException(
        "%s: the registry got other bytes, or refuses these: HTTP 400. Check that they are undamaged."
            .formatted(name));
  }

  /** The registry knows nothing of this upload any more; only a new one helps. */
  @SuppressWarnings("serial")
  private static final class LostUpload extends Exception {}
}
