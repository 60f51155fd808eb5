package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.http.BodySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body to send, for Apache HttpClient. */
final class BodyEntity extends AbstractHttpEntity {

  private static final ContentType IN_THE_HEADERS = null;
  private static final String AS_IT_IS = null;
  private static final int CHUNK = 1 << 17;

  private final BodySource source;
  private final AnswerWatch watch;

  BodyEntity(BodySource source, AnswerWatch watch) {
    super(IN_THE_HEADERS, AS_IT_IS);
    this.source = source;
    this.watch = watch;
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    try (InputStream body = getContent()) {
      byte[] chunk = new byte[(int) Math.min(CHUNK, source.length() + 1)];
      for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
        target.write(chunk, 0, read);
      }
    }
  }

  @Override
  public InputStream getContent() throws IOException {
    return watch.watched(source.open());
  }

  @Override
  public long getContentLength() {
    return source.length();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public void close() {
    // Each reader closes its own.
  }
}
