package io.github.kubesprayoffline.ansible.jinja;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.LetterCase;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that write values as JSON, YAML, base64 or hashes, and read them back. */
final class EncodingFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.ofEntries(
          Map.entry("to_json", (value, a, s) -> toJson(value, a)),
          Map.entry("tojson", (value, a, s) -> htmlSafe(JsonText.compact(value, false))),
          Map.entry("to_nice_json", (value, a, s) -> toNiceJson(value, a)),
          Map.entry("to_yaml", (value, a, s) -> toYaml(value, a, 2)),
          Map.entry("to_nice_yaml", (value, a, s) -> toYaml(value, a, 4)),
          Map.entry("urlsplit", (value, a, s) -> urlSplit(value, a)),
          Map.entry("from_json", (value, a, s) -> YamlValues.parseJson(Python.str(value))),
          Map.entry("from_yaml", (value, a, s) -> fromYaml(value)),
          Map.entry("b64encode", (value, a, s) -> encode(value)),
          Map.entry("b64decode", (value, a, s) -> decode(value)),
          Map.entry("urlencode", (value, a, s) -> urlEncode(value)),
          Map.entry("urldecode", (value, a, s) -> urlDecode(Python.str(value))),
          Map.entry(
              "hash", (value, a, s) -> hash(value, a.bind("hashtype").text("hashtype", "sha1"))),
          Map.entry("md5", (value, a, s) -> hash(value, "md5")),
          Map.entry("sha1", (value, a, s) -> hash(value, "sha1")),
          Map.entry("checksum", (value, a, s) -> hash(value, "sha1")));

  private static final Map<String, String> HASHES =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512");

  /** A value that is read from YAML is so much larger than its text. */
  private static final int YAML_CHARS = 16;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][\\w+.-]*):)?(?://(?<netloc>(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>\\[[^\\]]*]|[^:/?#]*)(?::(?<port>\\d{1,5}))?))?(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?(?:#(?<fragment>.*))?",
          Pattern.DOTALL);

  private EncodingFilters() {}

  private static String toYaml(@Nullable Object value, Arguments arguments, int indent) {
    Object given = arguments.named().get("indent");
    Object first = arguments.positional().isEmpty() ? given : arguments.positional().get(0);
    return YamlText.of(value, first == null ? indent : Numbers.small(first));
  }

  /** The parts of an address, or one of them. */
  private static @Nullable Object urlSplit(@Nullable Object value, Arguments arguments) {
    Matcher url = ADDRESS.matcher(Python.str(value));
    if (!url.matches()) {
      throw new EvaluationException("'%s' is no address".formatted(Python.str(value)));
    }
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    String port = url.group("port");
    String host = url.group("host");
    parts.put("scheme", text(url.group("scheme")));
    parts.put("netloc", text(url.group("netloc")));
    parts.put("username", url.group("user"));
    parts.put("password", url.group("password"));
    parts.put(
        "hostname",
        host == null || host.isEmpty()
            ? null
            : LetterCase.lower(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
    parts.put("port", port == null ? null : Long.valueOf(port));
    parts.put("path", text(url.group("path")));
    parts.put("query", text(url.group("query")));
    parts.put("fragment", text(url.group("fragment")));
    String query = arguments.bind("query").text("query", "");
    if (query.isEmpty()) {
      return parts;
    }
    if (!parts.containsKey(query)) {
      throw new EvaluationException("an address has no part '%s'".formatted(query));
    }
    return parts.get(query);
  }

  private static String text(@Nullable String part) {
    return part == null ? "" : part;
  }

  private static String toJson(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("indent", "sort_keys", "ensure_ascii");
    boolean sorted = bound.flag("sort_keys", false);
    return bound.get("indent", null) == null
        ? JsonText.compact(value, sorted)
        : JsonText.indented(value, bound.number("indent", 4), sorted);
  }

  private static String toNiceJson(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("indent", "sort_keys");
    return JsonText.indented(value, bound.number("indent", 4), bound.flag("sort_keys", true));
  }

  private static String htmlSafe(String json) {
    GrowingText out = new GrowingText();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '<' || c == '>' || c == '&' || c == '\'') {
        out.append("\\u00").append(Integer.toHexString(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static @Nullable Object fromYaml(@Nullable Object value) {
    if (!Python.isText(value)) {
      return value;
    }
    Budget.current().makeText(YAML_CHARS * (long) value.toString().length());
    try {
      return Budget.current().making(() -> YamlValues.parse(value.toString(), "from_yaml"));
    } catch (InvalidInputException e) {
      throw new EvaluationException(e.getMessage(), e);
    }
  }

  private static String encode(@Nullable Object value) {
    return Base64.getEncoder().encodeToString(bytes(value));
  }

  /** Four bytes for a character at most, and what is made of them. */
  private static byte[] bytes(@Nullable Object value) {
    String text = Python.str(value);
    Budget.current().makeText(4L * text.length());
    return text.getBytes(UTF_8);
  }

  private static String decode(@Nullable Object value) {
    Budget.current().makeText(2L * Python.str(value).length());
    try {
      return new String(Base64.getMimeDecoder().decode(Python.str(value)), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException("the text is not base64", e);
    }
  }

  private static String urlEncode(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return joined("&", Methods.items(map), pair -> pair("=", pair));
    }
    if (value instanceof List<?> pairs) {
      return joined("&", Python.asObjects(pairs), pair -> pair("=", pair));
    }
    return query(value).replace("+", "%20").replace("%2F", "/");
  }

  private static String urlDecode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException("the text is not encoded as in a URL", e);
    }
  }

  private static String pair(String separator, @Nullable Object pair) {
    return joined(separator, Python.iterate(pair), EncodingFilters::query);
  }

  private static String joined(
      String separator, List<@Nullable Object> items, Function<@Nullable Object, String> writer) {
    GrowingText out = new GrowingText();
    String before = "";
    for (Object item : items) {
      out.append(before).append(writer.apply(item));
      before = separator;
    }
    return out.toString();
  }

  /** A character becomes nine at most. */
  private static String query(@Nullable Object value) {
    Budget.current().makeText(9L * Python.str(value).length());
    return URLEncoder.encode(Python.str(value), UTF_8).replace("%7E", "~").replace("*", "%2A");
  }

  private static String hash(@Nullable Object value, String name) {
    String algorithm = HASHES.get(name.toLowerCase(Locale.ROOT));
    if (algorithm == null) {
      throw new EvaluationException("unsupported hash type " + name);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(bytes(value)));
    } catch (NoSuchAlgorithmException e) {
      throw new EvaluationException("this Java has no " + algorithm, e);
    }
  }
}
