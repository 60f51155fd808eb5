package io.github.kubesprayoffline.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request's tries. */
final class Retries {

  private final RetryRule rule;
  private final Consumer<String> hearer;
  private final List<Throwable> earlier = new ArrayList<>();

  /**
   * A request's tries.
   *
   * @param hearer hears why there is another, and when
   */
  Retries(RetryRule rule, Consumer<String> hearer) {
    this.rule = rule;
    this.hearer = hearer;
  }

  Response run(CheckedSupplier<Response> sending) throws IOException {
    try {
      return Failsafe.with(policy()).get(sending);
    } catch (FailsafeException e) {
      throw fault(e.getCause());
    }
  }

  private RetryPolicy<Response> policy() {
    return RetryPolicy.<Response>builder()
        .handleIf(fault -> fault instanceof IOException && !Faults.isFinal(fault))
        .handleResultIf(answer -> isTransient(answer.status()))
        .abortIf((answer, fault) -> answer != null && asksTooMuch(answer))
        .withMaxRetries(rule.retries())
        .withDelayFn(context -> pause(context.getLastResult(), context.getAttemptCount() - 1))
        .onRetryScheduled(this::giveUp)
        .build();
  }

  private Duration pause(@Nullable Response answer, int retry) {
    Duration asked = answer == null ? Duration.ZERO : RetryAfter.of(answer).orElse(Duration.ZERO);
    return rule.pause(retry, asked);
  }

  private boolean asksTooMuch(Response answer) {
    return RetryAfter.of(answer)
        .filter(asked -> asked.compareTo(rule.longestRetryAfter()) > 0)
        .isPresent();
  }

  private void giveUp(ExecutionScheduledEvent<Response> event) {
    if (event.getLastResult() != null) {
      event.getLastResult().close();
      tell("HTTP " + event.getLastResult().status(), event.getDelay());
    }
    if (event.getLastException() != null) {
      earlier.add(event.getLastException());
      tell(Faults.reason(event.getLastException()), event.getDelay());
    }
  }

  private void tell(String reason, Duration pause) {
    hearer.accept("%s; next try in %.0f s".formatted(reason, pause.toMillis() / 1000.0));
  }

  private IOException fault(@Nullable Throwable cause) {
    IOException fault;
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      fault = new InterruptedIOException("interrupted");
    } else {
      fault = cause instanceof IOException io ? io : new IOException(cause);
    }
    earlier.stream().filter(before -> before != fault).forEach(fault::addSuppressed);
    return fault;
  }

  private static boolean isTransient(int status) {
    return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
  }
}
