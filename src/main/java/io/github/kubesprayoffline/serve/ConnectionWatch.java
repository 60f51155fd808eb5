package io.github.kubesprayoffline.serve;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that have their time and do not use it: no request comes whole, or an answer
 * is taken next to nothing at a time. Jetty's idle timeout begins anew with every byte, and its
 * rates of data are settings without effect.
 */
final class ConnectionWatch extends AbstractLifeCycle {

  /** What an answer must have moved by; as much is handed to the network at a time. */
  private static final long LEAST_BYTES = 1 << 16;

  /** Of the time for a request, where connections are becoming few. */
  private static final int HURRY = 6;

  /** How often is looked within the shorter of the two times. */
  private static final int LOOKS = 10;

  private final Map<EndPoint, Line> lines = new ConcurrentHashMap<>();
  private final ServerConnector connector;
  private final ConnectionLimits limits;
  private volatile Scheduler.Task next = () -> true;

  ConnectionWatch(ServerConnector connector, ConnectionLimits limits) {
    this.connector = connector;
    this.limits = limits;
  }

  /** One client's connection: whether it is being answered, since when, and how far that is. */
  private static final class Line {

    private long since = System.nanoTime();
    private long sent;
    private boolean asked;

    synchronized void begin(long sentSoFar) {
      mark(sentSoFar);
      asked = true;
    }

    synchronized void end() {
      mark(0);
      asked = false;
    }

    private void mark(long sentSoFar) {
      since = System.nanoTime();
      sent = sentSoFar;
    }

    /** Whether its time is over. */
    synchronized boolean isLate(long sentSoFar, long requestNanos, long answerNanos) {
      long waited = System.nanoTime() - since;
      if (!asked) {
        return waited > requestNanos;
      }
      if (sentSoFar - sent >= LEAST_BYTES) {
        mark(sentSoFar);
      }
      return waited > answerNanos;
    }
  }

  /** Notes that a request has come whole; its connection has the time for an answer now. */
  void asked(Request request) {
    EndPoint endPoint = network(request.getConnectionMetaData().getConnection().getEndPoint());
    Line line = lines.computeIfAbsent(endPoint, any -> new Line());
    line.begin(sent(endPoint));
    Request.addCompletionListener(request, failure -> line.end());
  }

  @Override
  protected void doStart() {
    lookLater();
  }

  @Override
  protected void doStop() {
    next.cancel();
  }

  private void look() {
    try {
      closeLate();
    } finally {
      lookLater();
    }
  }

  private void closeLate() {
    Collection<EndPoint> standing = connector.getConnectedEndPoints();
    // One that has come since is not among those standing, and may have asked already.
    lines.keySet().removeIf(endPoint -> !endPoint.isOpen());
    boolean crowded = standing.size() > limits.connections() * 3 / 4;
    long request = limits.request().toNanos() / (crowded ? HURRY : 1);
    for (EndPoint endPoint : standing) {
      Line line = lines.computeIfAbsent(endPoint, any -> new Line());
      if (line.isLate(sent(endPoint), request, limits.answer().toNanos())) {
        endPoint.close(new TimeoutException("too slow"));
      }
    }
  }

  private void lookLater() {
    if (isRunning() || isStarting()) {
      long shorter = Math.min(limits.request().toNanos(), limits.answer().toNanos());
      next =
          connector
              .getScheduler()
              .schedule(this::look, Math.min(shorter / LOOKS, 1_000_000_000), TimeUnit.NANOSECONDS);
    }
  }

  /** Below TLS is the network. */
  private static EndPoint network(EndPoint endPoint) {
    return endPoint instanceof EndPoint.Wrapper wrapper ? network(wrapper.unwrap()) : endPoint;
  }

  private static long sent(EndPoint endPoint) {
    Connection connection = endPoint.getConnection();
    return connection == null ? 0 : connection.getBytesOut();
  }
}
