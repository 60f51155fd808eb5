package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.Patience;
import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the beginning of an answer: as long as bytes of the request go out, and then as long as
 * a server may take to answer, or to store what it got; however much it says before that.
 */
final class AnswerWatch {

  /** A registry hashes gigabytes, or copies them to a bucket, before it answers. */
  static final int STORING = 10;

  private final Patience patience;
  private volatile long lastRead;
  private volatile boolean allRead;

  AnswerWatch(Patience patience) {
    this.patience = patience;
    this.lastRead = patience.clock().nanos();
  }

  InputStream watched(InputStream body) {
    allRead = false;
    lastRead = patience.clock().nanos();
    return new BlockInputStream(body) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        lastRead = patience.clock().nanos();
        allRead |= read < 0;
        return read;
      }
    };
  }

  <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return answer.get(Math.max(1, patience.beat().toMillis()), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        giveUpIfStalled(answer);
      } catch (ExecutionException e) {
        throw fault(e.getCause());
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      }
    }
  }

  private static IOException fault(Throwable cause) {
    if (cause instanceof OfflineException ours) {
      throw ours;
    }
    if (cause instanceof UncheckedIOException reading) {
      return reading.getCause();
    }
    return cause instanceof IOException io ? io : new IOException(cause.getMessage(), cause);
  }

  private void giveUpIfStalled(CompletableFuture<?> answer) throws HttpTimeoutException {
    if (isStalled()) {
      answer.cancel(true);
      throw stalled();
    }
  }

  boolean isStalled() {
    long silent = patience.clock().nanos() - lastRead;
    return silent > patience.silence().toNanos() * (allRead ? STORING : 1);
  }

  static HttpTimeoutException stalled() {
    return new HttpTimeoutException("no answer in time");
  }
}
