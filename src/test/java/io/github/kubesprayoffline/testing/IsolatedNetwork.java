package io.github.kubesprayoffline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace with a loopback of its own and no way out, and a mount namespace with it.
 * Whatever a test runs in it has all ports to itself, and reaches nothing but what runs there too.
 */
public final class IsolatedNetwork implements AutoCloseable {

  private static final String HOLD =
      "ip link set lo up && mount --bind \"$0\" /etc/hosts && echo ready && exec cat";

  private final Process holder;

  private IsolatedNetwork(Process holder) {
    this.holder = holder;
  }

  /**
   * Makes one; it takes root. Where that may not be, the test is skipped, and says so aloud; with
   * {@code CI=true} it fails.
   *
   * @param hosts stands for {@code /etc/hosts} in it
   */
  public static IsolatedNetwork start(Path hosts) {
    try {
      Process holder =
          new ProcessBuilder("unshare", "--net", "--mount", "sh", "-c", HOLD, hosts.toString())
              .redirectErrorStream(true)
              .start();
      String answer = holder.inputReader(StandardCharsets.UTF_8).readLine();
      if (!"ready".equals(answer)) {
        giveUp("no network namespace: " + answer);
      }
      return new IsolatedNetwork(holder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void giveUp(String reason) {
    assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
    System.out.println("SKIPPED: " + reason);
    Assumptions.abort(reason);
  }

  /** What the program printed, both streams; a test failure with that text if it failed. */
  public String run(String... command) {
    return Programs.run(inside(command));
  }

  /** The same of a program that has to fail. */
  public String fail(String... command) {
    return Programs.fail(inside(command));
  }

  /** The command that runs another one in here. */
  public String[] inside(String... command) {
    List<String> all =
        new ArrayList<>(List.of("nsenter", "-t", "" + holder.pid(), "--net", "--mount"));
    all.addAll(List.of(command));
    return all.toArray(String[]::new);
  }

  @Override
  public void close() {
    holder.destroy();
  }
}
