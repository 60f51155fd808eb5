package io.github.kubesprayoffline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the thread of a test may compute: a busy machine takes longer, but no more than that. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CpuLimit.Meter.class)
public @interface CpuLimit {

  /** The most seconds of a processor for each test of the class. */
  long seconds();

  /** Reads the thread's time before and after a test. */
  final class Meter implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

    private long before;

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      before = now();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
      long seconds = context.getRequiredTestClass().getAnnotation(CpuLimit.class).seconds();
      assertThat(Duration.ofNanos(now() - before))
          .as("time of a processor")
          .isLessThan(Duration.ofSeconds(seconds));
    }

    private static long now() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }
}
