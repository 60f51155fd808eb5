package io.github.kubesprayoffline.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What a host wants to see: headers to send with each request to it. Never printed. */
public record Credentials(Map<String, String> headers) {

  public Credentials {
    headers = Map.copyOf(headers);
  }

  /** A user name and a password. */
  public static Credentials basic(String user, String password) {
    String login = user + ":" + password;
    return new Credentials(
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
  }

  /** A token for the {@code Authorization} header. */
  public static Credentials bearer(String token) {
    return new Credentials(Map.of("Authorization", "Bearer " + token));
  }

  @Override
  public String toString() {
    return "Credentials[" + headers.keySet() + "]";
  }
}
