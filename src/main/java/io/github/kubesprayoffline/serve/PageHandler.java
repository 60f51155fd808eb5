package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.io.Resource;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** {@code /}: the page that says what is in the bundle, with its style and its script. */
final class PageHandler {

  /** Where the page's own files are; no host of a file can have that name. */
  static final String ASSETS = "/-/";

  /** Nothing from elsewhere, nothing written into the page. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private final Page page;

  PageHandler(ServedBundle bundle) {
    this.page = new Page(bundle);
  }

  void handle(Answer answer) {
    String asset = answer.path().substring(Math.min(ASSETS.length(), answer.path().length()));
    if (!answer.isRead()) {
      answer.refuseMethod();
    } else if (answer.path().equals("/")) {
      answer.send(HttpStatus.OK_200, Answer.HTML, page(answer.request()));
    } else if (TYPES.containsKey(asset)) {
      answer.send(HttpStatus.OK_200, TYPES.get(asset), resource(asset));
    } else {
      answer.refuse(HttpStatus.NOT_FOUND_404, "Not here: " + answer.path());
    }
  }

  private String page(Request request) {
    String query = Request.extractQueryParameters(request).getValue("q");
    return page.html(
        request.isSecure() ? "https" : "http",
        request.getHttpURI().getAuthority(),
        query == null ? "" : query);
  }

  static String resource(String name) {
    return Resource.text(PageHandler.class, name);
  }
}
