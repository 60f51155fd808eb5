package io.github.kubesprayoffline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Origin;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final int LIMIT = 1 << 18;
  private static final long LIFETIME_WHERE_NONE_IS_TOLD = 60;
  private static final long LONGEST_LIFETIME = Duration.ofDays(1).toSeconds();
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{1,65536}");

  private final HttpTransport transport;
  private final String registry;
  private final Supplier<URI> base;
  private final LoginAdvice advice;

  /**
   * The token service of a registry.
   *
   * @param base where the registry itself is
   */
  TokenService(HttpTransport transport, String registry, Supplier<URI> base, LoginAdvice advice) {
    this.transport = transport;
    this.registry = registry;
    this.base = base;
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
    Request request = atHomeOrNobody(Request.get(uri));
    return login
        .map(known -> request.withHeader("Authorization", Authorizer.basic(known)))
        .map(known -> known.with(Limit.AT_ITS_ORIGIN))
        .orElse(request);
  }

  private Request refresh(Challenge challenge, String scope, Credential login) {
    String form =
        "grant_type=refresh_token&client_id=kubespray-offline&service=%s&scope=%s&refresh_token=%s"
            .formatted(encode(service(challenge)), encode(scope), encode(login.getPassword()));
    return atHomeOrNobody(Request.of("POST", realm(challenge)))
        .with(Limit.AT_ITS_ORIGIN)
        .withHeader("Content-Type", "application/x-www-form-urlencoded")
        .withBody(BodySource.of(form.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What is configured for a host goes there only where it is the registry's own: the token is the
   * registry's to see, and must not be one that another login is worth.
   */
  private Request atHomeOrNobody(Request request) {
    boolean home = Origin.of(request.uri()).equals(Origin.of(base.get()));
    return request.with(home ? Limit.AT_ITS_ORIGIN : Limit.NO_LOGIN);
  }

  /** Without what the parser says: it may quote the token. */
  private Token read(byte[] answer) {
    try {
      JsonNode json = StrictJson.FROM_REGISTRIES.read(answer);
      String text =
          Stream.of("token", "access_token")
              .map(name -> json.path(name).asText())
              .filter(found -> !found.isEmpty())
              .findFirst()
              .orElseThrow(() -> noToken("gives no token"));
      if (!SENDABLE.matcher(text).matches()) {
        throw noToken("gives a token that no header can carry");
      }
      return new Token(text, Instant.now().plusSeconds(lifetime(json.path("expires_in"))));
    } catch (IOException e) {
      throw noToken("gives no token");
    }
  }

  /** In seconds, and a tenth less, as the answer took its time. */
  private static long lifetime(JsonNode expiresIn) {
    long told = expiresIn.asLong(LIFETIME_WHERE_NONE_IS_TOLD);
    return Math.min(told < 1 ? LIFETIME_WHERE_NONE_IS_TOLD : told, LONGEST_LIFETIME) * 9 / 10;
  }

  /** Where to ask: by HTTPS anywhere; in the clear only the registry itself, if it is asked so. */
  private URI realm(Challenge challenge) {
    URI realm = parse(challenge.parameters().getOrDefault("realm", ""));
    Origin origin = Origin.of(realm);
    if (origin.isClear() && !origin.equals(Origin.of(base.get()))) {
      throw new TransferException(
          "%s wants logins sent to %s, which is not HTTPS. No login goes in the clear to anybody but a registry itself that allowInsecureRegistries allows it for: have its token service answer by HTTPS, or at %s."
              .formatted(registry, SafeUrl.of(realm), base.get().resolve("/")));
    }
    return realm;
  }

  private URI parse(String realm) {
    try {
      URI uri = URI.create(realm.replaceFirst("#.*", ""));
      Origin.of(uri);
      if (uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException | InvalidInputException e) {
      // Said below.
    }
    throw noToken("is at no http URL");
  }

  private static String service(Challenge challenge) {
    return challenge.parameters().getOrDefault("service", "");
  }

  private TransferException noToken(String why) {
    return new TransferException(
        "%s: its token service %s. Ask the registry's operator.".formatted(registry, why));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
