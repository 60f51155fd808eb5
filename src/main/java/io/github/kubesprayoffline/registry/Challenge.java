package io.github.kubesprayoffline.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants before it answers: the WWW-Authenticate header of a 401.
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters such as realm, service and scope, by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

  private static final int LONGEST = 1 << 14;
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"?");
  private static final Pattern START = Pattern.compile("(?i)(?:^|[,\\s])(basic|bearer)(?=\\s|$)");
  private static final Pattern PARAMETER =
      Pattern.compile("(?<![A-Za-z_])([A-Za-z_]++)\\s{0,9}=\\s{0,9}(?:\"([^\"]*)\"|([^\",\\s]++))");

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** The challenge to answer among all that were sent: bearer, where there is a choice. */
  static Optional<Challenge> parse(List<String> headers) {
    Optional<Challenge> basic = Optional.empty();
    for (String header : headers) {
      Matcher start = START.matcher(header.length() > LONGEST ? "" : blanked(header));
      while (start.find()) {
        Challenge challenge = at(start.group(1), header.substring(start.end()));
        if (challenge.isBearer()) {
          return Optional.of(challenge);
        }
        basic = Optional.of(challenge);
      }
    }
    return basic;
  }

  boolean isBearer() {
    return scheme.equals("bearer");
  }

  /** No scheme begins within quotes. */
  private static String blanked(String header) {
    return QUOTED.matcher(header).replaceAll(quoted -> "=".repeat(quoted.group().length()));
  }

  private static Challenge at(String scheme, String rest) {
    Matcher next = START.matcher(blanked(rest));
    String own = next.find() ? rest.substring(0, next.start()) : rest;
    Map<String, String> found = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(own);
    while (parameter.find()) {
      String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
      found.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
    }
    return new Challenge(scheme.toLowerCase(Locale.ROOT), found);
  }

  /** Names alone: a realm may have anything in it. */
  @Override
  public String toString() {
    return "Challenge[%s %s]".formatted(scheme, parameters.keySet());
  }
}
