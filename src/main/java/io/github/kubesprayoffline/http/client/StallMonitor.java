package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.io.Daemons;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks after transfers from time to time, all of them in one thread. */
final class StallMonitor {

  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private StallMonitor() {}

  /** Something that is looked at until it is closed. */
  interface Check {
    void close();
  }

  static Check every(Duration period, Runnable look) {
    long nanos = Math.max(1, period.toNanos());
    ScheduledFuture<?> check =
        WATCH.scheduleWithFixedDelay(look, nanos, nanos, TimeUnit.NANOSECONDS);
    return () -> check.cancel(false);
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(1, Daemons.named("kubespray-offline stall watch"));
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(10, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    return watch;
  }
}
