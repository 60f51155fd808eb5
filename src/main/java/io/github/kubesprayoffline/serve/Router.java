package io.github.kubesprayoffline.serve;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Leads each request to the registry, the page or the files. */
final class Router extends Handler.Abstract {

  private final RegistryHandler registry;
  private final FilesHandler files;
  private final PageHandler page;
  private final ServeLog log;
  private final ConnectionWatch watch;

  Router(
      ServedBundle bundle,
      Set<String> ownHosts,
      Server server,
      ServeLog log,
      ConnectionWatch watch) {
    ContentSender sender = new ContentSender(server.getByteBufferPool());
    this.registry = new RegistryHandler(bundle, ownHosts, sender, log);
    this.files = new FilesHandler(bundle, sender, log);
    this.page = new PageHandler(bundle);
    this.log = log;
    this.watch = watch;
  }

  /** What browsers are told with every answer, errors too. */
  static void guard(HttpFields.Mutable headers) {
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", PageHandler.POLICY);
    headers.put("Referrer-Policy", "no-referrer");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    log.asked();
    watch.asked(request);
    Answer answer = new Answer(request, response, callback);
    guard(response.getHeaders());
    String path = answer.path();
    if (path.equals("/v2") || path.startsWith("/v2/")) {
      registry.handle(answer);
    } else if (path.equals("/") || path.startsWith(PageHandler.ASSETS)) {
      page.handle(answer);
    } else {
      files.handle(answer);
    }
    return true;
  }
}
