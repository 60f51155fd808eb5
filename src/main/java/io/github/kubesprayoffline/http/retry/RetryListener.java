package io.github.kubesprayoffline.http.retry;

/** Hears of tries that are made again. Called from several threads at a time. */
@FunctionalInterface
public interface RetryListener {

  /**
   * A try has failed, and there is another one.
   *
   * @param name of what is tried, fit for messages
   * @param reason in words, and how long the pause is
   */
  void retrying(String name, String reason);
}
