package io.github.kubesprayoffline.io;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no JVM alive. */
public final class Daemons {

  private Daemons() {}

  /** Makes them, all by one name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
