package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import java.util.Optional;

/** A registry, or something before it, answered a part of an upload with an error. */
@SuppressWarnings("serial") // never leaves the process
final class UploadRefusedException extends TransferException {

  private final int status;
  private final Optional<String> retryAfter;

  private UploadRefusedException(int status, Optional<String> retryAfter, String message) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  static UploadRefusedException of(String blob, Response response) {
    int status = response.status();
    return new UploadRefusedException(
        status,
        response.header("Retry-After"),
        "%s: HTTP %d. %s".formatted(blob, status, advice(status)));
  }

  int status() {
    return status;
  }

  /** How long it asks to be left alone, in its words. */
  Optional<String> retryAfter() {
    return retryAfter;
  }

  /** Whether the registry is busy or in trouble, and the same may do better later. */
  boolean isTransient() {
    return RetryPolicy.isPassing(status);
  }

  /** Whether another try, or another upload, would come to the same. */
  boolean isFinal() {
    return !isTransient() && status != 404 && status != 416;
  }

  private static String advice(int status) {
    return switch (status) {
      case 413 ->
          "The registry, or a proxy before it, takes no uploads of that size: raise its limit (nginx: client_max_body_size 0).";
      case 403 -> "This account may not push there: ask the registry's operator.";
      case 404 -> "The registry has forgotten the upload: push again.";
      case 429 -> "The registry limits its clients: push again later, or with fewer threads.";
      default ->
          status >= 500
              ? "The registry is in trouble: push again later; what it has is not sent again."
              : "Check the registry's log.";
    };
  }
}
