package io.github.kubesprayoffline.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.http.Authorization;
import io.github.kubesprayoffline.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Authorization} header of one registry's requests. None is made here until the registry
 * asks; then a token is kept for each scope until it expires or is refused.
 */
final class Authorizer {

  private final TokenService tokenService;
  private final Supplier<Optional<Credential>> login;
  private final Map<String, TokenService.Token> tokens = new ConcurrentHashMap<>();
  private volatile @Nullable Challenge challenge;

  Authorizer(TokenService tokenService, Supplier<Optional<Credential>> login) {
    this.tokenService = tokenService;
    this.login = login;
  }

  /** The header for a scope; empty where the registry has not asked for one. */
  Optional<String> header(String scope) {
    Challenge known = challenge;
    if (known == null) {
      return Optional.empty();
    }
    return known.isBearer()
        ? Optional.of(bearer(known, scope))
        : login.get().map(Authorizer::basic);
  }

  /**
   * Learns from a 401.
   *
   * @param used the header that was refused
   * @return whether another try can do better
   */
  boolean learn(Response refusal, String scope, Optional<String> used) {
    Optional<Challenge> asked = Challenge.parse(refusal.headers().allValues("WWW-Authenticate"));
    if (asked.isEmpty()) {
      return false;
    }
    challenge = asked.get();
    tokens.computeIfPresent(
        scope, (key, token) -> used.equals(Optional.of(header(token))) ? null : token);
    return asked.get().isBearer() || (login.get().isPresent() && used.isEmpty());
  }

  boolean hasLogin() {
    return login.get().isPresent();
  }

  static String basic(Credential login) {
    return Authorization.fromBasicCredentials(login.getUsername(), login.getPassword()).toString();
  }

  private String bearer(Challenge known, String scope) {
    TokenService.Token token =
        tokens.compute(
            scope,
            (key, old) ->
                old != null && old.isFresh() ? old : tokenService.ask(known, key, login.get()));
    return header(token);
  }

  private static String header(TokenService.Token token) {
    return Authorization.fromBearerToken(token.text()).toString();
  }
}
