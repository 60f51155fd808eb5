package io.github.kubesprayoffline.ansible.jinja;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters that write values as JSON, YAML, base64 or hashes, and read them back. */
final class EncodingFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.ofEntries(
          Map.entry("to_json", (value, a, s) -> toJson(value, a)),
          Map.entry("tojson", (value, a, s) -> htmlSafe(JsonText.compact(value, false))),
          Map.entry("to_nice_json", (value, a, s) -> toNiceJson(value, a)),
          Map.entry("from_json", (value, a, s) -> YamlValues.parseJson(Python.str(value))),
          Map.entry("from_yaml", (value, a, s) -> fromYaml(value)),
          Map.entry("b64encode", (value, a, s) -> encode(value)),
          Map.entry("b64decode", (value, a, s) -> decode(value)),
          Map.entry("urlencode", (value, a, s) -> urlEncode(value)),
          Map.entry("urldecode", (value, a, s) -> URLDecoder.decode(Python.str(value), UTF_8)),
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

  private EncodingFilters() {}

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
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  private static @Nullable Object fromYaml(@Nullable Object value) {
    return Python.isText(value) ? YamlValues.parse(value.toString(), "from_yaml") : value;
  }

  private static String encode(@Nullable Object value) {
    return Base64.getEncoder().encodeToString(Python.str(value).getBytes(UTF_8));
  }

  private static String decode(@Nullable Object value) {
    try {
      return new String(Base64.getMimeDecoder().decode(Python.str(value)), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException("the text is not base64", e);
    }
  }

  private static String urlEncode(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> query(entry.getKey()) + "=" + query(entry.getValue()))
          .collect(Collectors.joining("&"));
    }
    if (value instanceof List<?> pairs) {
      return pairs.stream()
          .map(
              pair ->
                  Python.iterate(pair).stream()
                      .map(EncodingFilters::query)
                      .collect(Collectors.joining("=")))
          .collect(Collectors.joining("&"));
    }
    return query(value).replace("+", "%20").replace("%2F", "/");
  }

  private static String query(@Nullable Object value) {
    return URLEncoder.encode(Python.str(value), UTF_8).replace("%7E", "~").replace("*", "%2A");
  }

  private static String hash(@Nullable Object value, String name) {
    String algorithm = HASHES.get(name.toLowerCase(Locale.ROOT));
    if (algorithm == null) {
      throw new EvaluationException("unsupported hash type " + name);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(Python.str(value).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new EvaluationException("this Java has no " + algorithm, e);
    }
  }
}
