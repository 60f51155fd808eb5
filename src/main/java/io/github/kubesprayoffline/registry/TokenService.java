package io.github.kubesprayoffline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the token service that a registry points to: Docker's token authentication and OAuth2. */
final class TokenService {

  /** A bearer token, and when to stop using it. */
  record Token(String text, Instant staleAt) {

    boolean isFresh() {
      return Instant.now().isBefore(staleAt);
    }

    @Override
    public String toString() {
      return "Token[staleAt=" + staleAt + "]";
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 1 << 20;
  private static final int LIFETIME_WHERE_NONE_IS_TOLD = 60;

  private final HttpTransport transport;
  private final String registry;
  private final LoginAdvice advice;

  TokenService(HttpTransport transport, String registry, LoginAdvice advice) {
    this.transport = transport;
    this.registry = registry;
    this.advice = advice;
  }

  /**
   * Gets a token.
   *
   * @param scope one or more, with spaces between them
   * @throws TransferException if there is none to be had
   */
  Token ask(Challenge challenge, String scope, Optional<Credential> login) {
    Request request =
        login.filter(Credential::isOAuth2RefreshToken).isPresent()
            ? refresh(challenge, scope, login.get())
            : get(challenge, scope, login);
    try (Response response = transport.send(request)) {
      if (response.status() == 401 || response.status() == 403) {
        throw advice.refused(login.isPresent());
      }
      return read(response.expectSuccess().bytes(LIMIT));
    }
  }

  private Request get(Challenge challenge, String scope, Optional<Credential> login) {
    String scopes =
        Arrays.stream(scope.split(" "))
            .filter(one -> !one.isEmpty())
            .map(one -> "&scope=" + encode(one))
            .collect(Collectors.joining());
    URI realm = realm(challenge);
    URI uri =
        URI.create(
            realm
                + (realm.getRawQuery() == null ? "?" : "&")
                + "service="
                + encode(service(challenge))
                + scopes);
    Request request = Request.get(uri);
    return login
        .map(known -> request.withHeader("Authorization", Authorizer.basic(known)))
        .orElse(request);
  }

  private Request refresh(Challenge challenge, String scope, Credential login) {
    String form =
        "grant_type=refresh_token&client_id=kubespray-offline&service=%s&scope=%s&refresh_token=%s"
            .formatted(encode(service(challenge)), encode(scope), encode(login.getPassword()));
    return Request.of("POST", realm(challenge))
        .withHeader("Content-Type", "application/x-www-form-urlencoded")
        .withBody(BodySource.of(form.getBytes(StandardCharsets.UTF_8)));
  }

  private Token read(byte[] answer) {
    try {
      JsonNode json = JSON.readTree(answer);
      String text = json.path("token").asText(json.path("access_token").asText());
      if (text.isEmpty()) {
        throw noToken();
      }
      long seconds = json.path("expires_in").asLong(LIFETIME_WHERE_NONE_IS_TOLD);
      return new Token(
          text, Instant.now().plus(Duration.ofSeconds(seconds).multipliedBy(9).dividedBy(10)));
    } catch (IOException e) {
      throw noToken();
    }
  }

  private URI realm(Challenge challenge) {
    URI realm = parse(challenge.parameters().getOrDefault("realm", ""));
    if (!"https".equals(realm.getScheme()) && !Endpoint.isInsecure(transport, registry)) {
      throw new TransferException(
          "%s sends logins to %s, which is not HTTPS. Allow it with allowInsecureRegistries, if you trust the network."
              .formatted(registry, realm));
    }
    return realm;
  }

  private URI parse(String realm) {
    try {
      URI uri = URI.create(realm);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw noToken();
  }

  private static String service(Challenge challenge) {
    return challenge.parameters().getOrDefault("service", "");
  }

  private TransferException noToken() {
    return new TransferException(
        "%s: its token service gives no token. Ask the registry's operator.".formatted(registry));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
