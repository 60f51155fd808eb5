package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.certificate.Identity;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running server of one bundle. Its own threads serve until it is closed. */
public final class BundleServer implements AutoCloseable {

  private static final int MOST_THREADS = 64;
  private static final long IDLE_MILLIS = 60_000;
  private static final long STOP_MILLIS = 10_000;
  private static final String PASSWORD = "in memory only";

  private final Server server;
  private final ServerConnector connector;
  private final Optional<SslContextFactory.Server> tls;
  private final ServeLog log;

  private BundleServer(ServedBundle bundle, ServeSettings settings, Consumer<String> warn) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("serve");
    this.log = new ServeLog(warn);
    this.server = new Server(threads);
    this.tls = settings.identity().map(BundleServer::tls);
    this.connector = connector(settings);
    server.addConnector(connector);
    ConnectionWatch watch = new ConnectionWatch(connector, settings.limits());
    connector.addBean(watch);
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
    server.setHandler(
        new GracefulHandler(new Router(bundle, settings.hostNames(), server, log, watch)));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_MILLIS);
  }

  /**
   * Starts to serve.
   *
   * @param warn takes a line for each thing that clients ask for in vain
   * @throws InvalidInputException if the address or port cannot be had
   */
  public static BundleServer start(
      ServedBundle bundle, ServeSettings settings, Consumer<String> warn) {
    BundleServer started = new BundleServer(bundle, settings, warn);
    try {
      started.server.start();
      return started;
    } catch (IOException e) {
      started.close();
      throw new InvalidInputException(
          "Cannot listen on port %d of %s: %s. Give another one with -Dkubespray.port=..., 0 for any that is free, or -Dkubespray.address=..."
              .formatted(
                  settings.port(),
                  settings.address().orElse("all addresses"),
                  e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    } catch (Exception e) {
      started.close();
      throw new OfflineException("The server does not start: " + e, e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** How many requests have come so far. */
  public long requests() {
    return log.requests();
  }

  /** Shows another certificate from now on; connections that stand keep the old one. */
  public void renew(Identity identity) {
    tls.ifPresent(
        factory -> {
          try {
            factory.reload(reloaded -> show(factory, identity));
          } catch (Exception e) {
            throw new OfflineException("The new certificate cannot be used: " + e.getMessage(), e);
          }
        });
  }

  /** Waits until it is closed. */
  public void join() {
    try {
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the requests that are under way end, for a few seconds, and stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new OfflineException("The server does not stop cleanly: " + e, e);
    }
  }

  private ServerConnector connector(ServeSettings settings) {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    ServerConnector made =
        tls.map(
                factory ->
                    new ServerConnector(
                        server, new SslConnectionFactory(factory, http.getProtocol()), http))
            .orElseGet(() -> new ServerConnector(server, http));
    made.setPort(settings.port());
    settings.address().ifPresent(made::setHost);
    made.setIdleTimeout(IDLE_MILLIS);
    return made;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Clients may know this server by names that its certificate does not have.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    return configuration;
  }

  private static SslContextFactory.Server tls(Identity identity) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    show(factory, identity);
    return factory;
  }

  private static void show(SslContextFactory factory, Identity identity) {
    factory.setKeyStore(identity.keyStore(PASSWORD.toCharArray()));
    factory.setKeyStorePassword(PASSWORD);
  }
}
