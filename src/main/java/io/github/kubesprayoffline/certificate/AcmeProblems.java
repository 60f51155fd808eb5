package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import java.net.URI;
import java.util.Map;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** What ACME servers answer, in words that say what to do. */
final class AcmeProblems {

  private static final String PREFIX = "urn:ietf:params:acme:error:";

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("connection", "It could not connect to the name: let it reach port 80 there"),
          Map.entry("dns", "It could not look the name up: let its name servers know it"),
          Map.entry(
              "unauthorized",
              "It found another answer than ours there: let the name lead to this machine, or the TXT record be seen by all name servers"),
          Map.entry(
              "incorrectResponse",
              "It found another answer than ours there: let the name lead to this machine, or the TXT record be seen by all name servers"),
          Map.entry(
              "caa", "A CAA record of the name's domain forbids it: let that name this server"),
          Map.entry("rejectedIdentifier", "It gives no certificates for such a name: take another"),
          Map.entry(
              "unsupportedIdentifier", "It gives no certificates for such a name: take another"),
          Map.entry("rateLimited", "Rate limit reached: wait, and do not try again before"),
          Map.entry("invalidContact", "It does not take the e-mail address: give another"),
          Map.entry("unsupportedContact", "It does not take the e-mail address: give another"),
          Map.entry(
              "externalAccountRequired",
              "It wants an account that was made elsewhere before, which is not supported: use another server"),
          Map.entry(
              "userActionRequired",
              "It wants you to do something: read what it says, then run again"),
          Map.entry("serverInternal", "It has a fault: try again later"));

  private AcmeProblems() {}

  /** What the server says, and what to do about it. */
  static String inWords(Problem problem) {
    StringBuilder words = new StringBuilder(sentence(problem));
    for (Problem part : problem.getSubProblems()) {
      part.getIdentifier().ifPresent(name -> words.append(' ').append(name.getValue()).append(':'));
      words.append(' ').append(sentence(part));
    }
    return words.toString();
  }

  static OfflineException failure(URI server, Exception e) {
    Throwable cause = e instanceof AcmeException ? e : e.getCause();
    if (cause instanceof AcmeRateLimitedException limited) {
      return new OfflineException(
          "%s: %s%s"
              .formatted(
                  server,
                  inWords(limited.getProblem()),
                  limited.getRetryAfter().map(time -> " Not before " + time + ".").orElse("")),
          e);
    }
    if (cause instanceof AcmeServerException answered) {
      return new OfflineException("%s: %s".formatted(server, inWords(answered.getProblem())), e);
    }
    if (cause instanceof AcmeNetworkException) {
      return new TransferException(
          "The ACME server %s cannot be reached: %s. Check the URL, the network, and for a certificate of your own authority acmeTrust."
              .formatted(server, root(cause)),
          e);
    }
    return new OfflineException(
        "The ACME server %s cannot be understood: %s".formatted(server, root(e)), e);
  }

  private static String sentence(Problem problem) {
    String type = problem.getType().toString().replace(PREFIX, "");
    String said = problem.getDetail().or(problem::getTitle).orElse(type);
    String advice = ADVICE.get(type);
    return advice == null
        ? "it says: %s (%s).".formatted(said, type)
        : "%s. It says: %s.".formatted(advice, said);
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
