package io.github.kubesprayoffline.serve;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the HTTP engine refuses itself, such as a malformed path, in a line and nothing more. */
final class PlainErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String line = HttpStatus.getMessage(response.getStatus()) + "\n";
    Router.guard(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PLAIN);
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_LENGTH, line.getBytes(StandardCharsets.UTF_8).length);
    boolean head = request.getMethod().equals("HEAD");
    Content.Sink.write(response, true, head ? "" : line, callback);
    return true;
  }
}
