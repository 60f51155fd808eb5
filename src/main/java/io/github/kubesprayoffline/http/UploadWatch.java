package io.github.kubesprayoffline.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the answer to an upload as long as bytes go out, and then as long as a server may take
 * to store what it got.
 */
final class UploadWatch {

  /** A registry hashes gigabytes, or copies them to a bucket, before it answers. */
  private static final int STORING = 10;

  private final Duration patience;
  private volatile long lastRead = System.nanoTime();
  private volatile boolean allRead;

  UploadWatch(Duration patience) {
    this.patience = patience;
  }

  InputStream watched(InputStream body) {
    allRead = false;
    lastRead = System.nanoTime();
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        lastRead = System.nanoTime();
        allRead |= read < 0;
        return read;
      }
    };
  }

  <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return answer.get(Math.max(1, patience.toMillis() / 10), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        giveUpIfStalled(answer);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      }
    }
  }

  private void giveUpIfStalled(CompletableFuture<?> answer) throws HttpTimeoutException {
    long silent = System.nanoTime() - lastRead;
    if (silent > patience.toNanos() * (allRead ? STORING : 1)) {
      answer.cancel(true);
      throw new HttpTimeoutException("the upload stalled");
    }
  }
}
