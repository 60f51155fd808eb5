package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import java.io.IOException;

/** Sends one request as it is, and hands on the answer as it is. For any number of threads. */
public interface Client {

  /**
   * Sends.
   *
   * @param request with all headers but those of the connection and the body's length; no login in
   *     its URI
   * @throws java.net.http.HttpConnectTimeoutException if no connection came about in time
   * @throws java.net.http.HttpTimeoutException if no answer did
   */
  Response send(Request request) throws IOException, InterruptedException;
}
