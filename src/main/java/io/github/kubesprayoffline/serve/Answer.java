package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.id.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The answer to one request: what every handler needs of Jetty, in one hand. */
record Answer(Request request, Response response, Callback callback) {

  static final String JSON = "application/json";
  static final String PLAIN = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  /** The path that is asked for, decoded. */
  String path() {
    return request.getHttpURI().getDecodedPath();
  }

  /** Whether the method is GET or HEAD. */
  boolean isRead() {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** Sets a header field. */
  Answer with(HttpHeader header, String value) {
    response.getHeaders().put(header, value);
    return this;
  }

  /** Sets a header field. */
  Answer with(String header, String value) {
    response.getHeaders().put(header, value);
    return this;
  }

  /** Sends a small body; to HEAD, only its length. */
  void send(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    with(HttpHeader.CONTENT_TYPE, type).with(HttpHeader.CONTENT_LENGTH, "" + bytes.length);
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(bytes), callback);
  }

  /** Says in a line what is wrong. */
  void refuse(int status, String line) {
    send(status, PLAIN, Printable.of(line) + "\n");
  }

  /** Refuses whatever would change something. */
  void refuseMethod() {
    with(HttpHeader.ALLOW, "GET, HEAD");
    refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "Only GET and HEAD: nothing here can be changed");
  }

  /** Says where it is instead. */
  void redirect(String location) {
    Response.sendRedirect(request, response, callback, location);
  }

  /** Says in the specification's words what is wrong. */
  void refuse(RegistryError error, String detail) {
    send(error.status(), JSON, error.json(Printable.of(detail)));
  }
}
