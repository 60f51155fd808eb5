package io.github.kubesprayoffline.serve;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * Sends contents with all that HTTP allows of them: ranges, conditions, HEAD. A content is known by
 * its sha256, which is its ETag, and never by a path that a client has written.
 */
final class ContentSender {

  private static final int BUFFER = 1 << 16;
  private static final int MOST_RANGES = 64;

  private final ResourceService service = new ResourceService();
  private final ByteBufferPool.Sized buffers;

  ContentSender(ByteBufferPool pool) {
    this.buffers = new ByteBufferPool.Sized(pool, true, BUFFER);
    service.setEtags(true);
    service.setAcceptRanges(true);
    service.setDirAllowed(false);
  }

  /** Sends a content, which must be unchanged, or the parts of it that the client asks for. */
  void send(Answer answer, Content content, String type) {
    HttpContent sent = new VerifiedContent(content, type, buffers);
    service.doGet(new Asked(answer.request(), sent), answer.response(), answer.callback(), sent);
  }

  /** A file's bytes, with the header fields that its checksum gives it. */
  private static final class VerifiedContent extends HttpContent.Wrapper {

    private final Content content;

    VerifiedContent(Content content, String type, ByteBufferPool.Sized buffers) {
      super(
          new ResourceHttpContent(
              ResourceFactory.root().newResource(content.path()), type, buffers));
      this.content = content;
    }

    /** Keeps the last bytes back from whoever asked while somebody wrote to the file. */
    @Override
    public void writeTo(Sink sink, long offset, long length, Callback callback) {
      super.writeTo(
          (last, bytes, written) -> {
            if (last && !content.isUnchanged()) {
              written.failed(new IOException("changed while it was sent: " + content.path()));
            } else {
              sink.write(last, bytes, written);
            }
          },
          offset,
          length,
          callback);
    }

    @Override
    public HttpField getETag() {
      return new HttpField(HttpHeader.ETAG, '"' + content.sha256().toString() + '"');
    }

    @Override
    public Instant getLastModifiedInstant() {
      return content.modified();
    }

    @Override
    public HttpField getLastModified() {
      return new HttpField(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(content.modified()));
    }
  }

  /**
   * The request with those conditions left out that do not hold for these bytes. Times are compared
   * for being the same and not for being later: they are derived from the content, so that a new
   * version of a file may have an earlier one.
   */
  private static final class Asked extends Request.Wrapper {

    private final HttpFields headers;

    Asked(Request request, HttpContent sent) {
      super(request);
      HttpFields.Mutable fields = HttpFields.build(request.getHeaders());
      String modified = sent.getLastModified().getValue();
      String since = fields.get(HttpHeader.IF_MODIFIED_SINCE);
      if (since != null && !since.equals(modified)) {
        fields.remove(HttpHeader.IF_MODIFIED_SINCE);
      }
      String condition = fields.get(HttpHeader.IF_RANGE);
      boolean same =
          condition == null || condition.equals(sent.getETagValue()) || condition.equals(modified);
      if (!same || ranges(fields) > MOST_RANGES) {
        fields.remove(HttpHeader.RANGE);
      }
      fields.remove(HttpHeader.IF_RANGE);
      this.headers = fields.asImmutable();
    }

    private static int ranges(HttpFields fields) {
      List<String> values = fields.getValuesList(HttpHeader.RANGE);
      return values.isEmpty() ? 0 : String.join(",", values).split(",", -1).length;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
