package io.github.kubesprayoffline.certificate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;

/**
 * HTTP-01: the server fetches a text from port 80 of each name. It is served here for as long as
 * that takes.
 *
 * @param port where to listen: 80, or the one that port 80 is forwarded to
 */
public record HttpProof(int port) implements ChallengeProof {

  private static final String FOLDER = "/.well-known/acme-challenge/";

  @Override
  public Shown show(Authorization authorization) {
    Http01Challenge challenge =
        ChallengeProof.challenge(
            authorization,
            Http01Challenge.class,
            "HTTP-01",
            "prove it by DNS, with -Dkubespray.acmeDnsHook=<script>");
    return new Serving(challenge, serve(challenge));
  }

  private HttpServer serve(Http01Challenge challenge) {
    String path = FOLDER + challenge.getToken();
    byte[] text = challenge.getAuthorization().getBytes(StandardCharsets.US_ASCII);
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
      server.createContext(FOLDER, exchange -> answer(exchange, path, text));
      server.start();
      return server;
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "Port %d cannot be listened on for the ACME server's HTTP-01 question: %s. Run this as root, stop what listens there, or forward port 80 to another one and give that with -Dkubespray.acmePort=..."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static void answer(HttpExchange exchange, String path, byte[] text) throws IOException {
    try (exchange) {
      boolean asked = exchange.getRequestURI().getPath().equals(path);
      exchange.sendResponseHeaders(asked ? 200 : 404, asked ? text.length : -1);
      if (asked) {
        exchange.getResponseBody().write(text);
      }
    }
  }

  private record Serving(Challenge challenge, HttpServer server) implements Shown {

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
