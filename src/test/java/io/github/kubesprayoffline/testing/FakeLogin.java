package io.github.kubesprayoffline.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Who may use a {@link FakeRegistry}, and the tokens that it has given away. */
final class FakeLogin {

  enum Kind {
    NONE,
    BASIC,
    TOKEN
  }

  private final Map<String, AtomicInteger> usesLeft = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private volatile Kind kind = Kind.NONE;
  private volatile String user = "";
  private volatile String password = "";
  volatile int usesPerToken = Integer.MAX_VALUE;

  void require(Kind newKind, String newUser, String newPassword) {
    kind = newKind;
    user = newUser;
    password = newPassword;
  }

  /** The challenge to answer with; null where the request may pass. */
  @Nullable String challenge(@Nullable String authorization, String baseUrl, String scope) {
    return switch (kind) {
      case NONE -> null;
      case BASIC -> basic().equals(authorization) ? null : "Basic realm=\"fake\"";
      case TOKEN -> isGood(authorization) ? null : bearerChallenge(baseUrl, scope);
    };
  }

  /** A new token; null for wrong credentials. */
  @Nullable String newToken(@Nullable String authorization) {
    if (!user.isEmpty() && !basic().equals(authorization)) {
      return null;
    }
    String token = "token-" + tokens.incrementAndGet();
    usesLeft.put("Bearer " + token, new AtomicInteger(usesPerToken));
    return token;
  }

  private boolean isGood(@Nullable String authorization) {
    AtomicInteger left = authorization == null ? null : usesLeft.get(authorization);
    return left != null && left.getAndDecrement() > 0;
  }

  private static String bearerChallenge(String baseUrl, String scope) {
    return "Bearer realm=\"%s/token\",service=\"fake\",scope=\"%s\"".formatted(baseUrl, scope);
  }

  private String basic() {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
