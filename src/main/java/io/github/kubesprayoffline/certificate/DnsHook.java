package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;

/**
 * DNS-01: the server looks up a TXT record, which a script of the user's brings about. The script
 * is called as {@code <script> present <name> <value>}, and must return when the record can be
 * seen; after that as {@code <script> cleanup <name> <value>}.
 *
 * @param log takes a line when the cleaning up fails, which ends nothing
 */
public record DnsHook(Path script, Consumer<String> log) implements ChallengeProof {

  private static final long MINUTES = 15;

  @Override
  public Shown show(Authorization authorization) {
    Dns01Challenge challenge =
        ChallengeProof.challenge(
            authorization,
            Dns01Challenge.class,
            "DNS-01",
            "leave acmeDnsHook out, and it is proved by HTTP on port 80");
    String name = Dns01Challenge.toRRName(authorization.getIdentifier()).replaceFirst("\\.$", "");
    call("present", name, challenge.getDigest());
    return new Presented(challenge, this, name);
  }

  private record Presented(Dns01Challenge dns, DnsHook hook, String name) implements Shown {

    @Override
    public Challenge challenge() {
      return dns;
    }

    @Override
    public void close() {
      try {
        hook.call("cleanup", name, dns.getDigest());
      } catch (OfflineException e) {
        hook.log().accept(e.oneLine());
      }
    }
  }

  private void call(String what, String name, String value) {
    try {
      Path said = Files.createTempFile("dns-hook", ".log");
      try {
        Process process =
            new ProcessBuilder(script.toAbsolutePath().toString(), what, name, value)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw failed(what, name, "did not end within %d minutes".formatted(MINUTES), said);
        }
        if (process.exitValue() != 0) {
          throw failed(what, name, "ended with " + process.exitValue(), said);
        }
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "The DNS hook %s cannot be run: %s. It must be an executable file."
              .formatted(script, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OfflineException("Interrupted while the DNS hook %s ran".formatted(script), e);
    }
  }

  private OfflineException failed(String what, String name, String how, Path said)
      throws IOException {
    return new OfflineException(
        Lines.of("The DNS hook '%s %s %s ...' %s. It said:".formatted(script, what, name, how))
            .quote(new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip()),
        null);
  }
}
