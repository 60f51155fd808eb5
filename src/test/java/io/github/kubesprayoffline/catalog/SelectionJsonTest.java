package io.github.kubesprayoffline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionJsonTest {

  private static final String FILE = ".selection.json";
  private static final Checksum CHECKSUM = Checksum.sha256Of("tool".getBytes(UTF_8));

  private static final Selection SELECTION =
      Selection.DEFAULT
          .with(Selection.ARCHITECTURES, List.of("arm64", "amd64"))
          .with(Selection.SCOPE, Scope.ALL)
          .with(Selection.INCLUDES, List.of("kube*", "etcd", "kube*"))
          .with(Selection.EXCLUDES, List.of("kube-*"))
          .with(
              Selection.EXTRA_FILES,
              List.of(
                  new ExtraFile("https://tools.example.com/-/tool.tgz?a=1,b=2", CHECKSUM),
                  new ExtraFile("file:///local%20tool.sh", null)))
          .with(
              Selection.EXTRA_IMAGES,
              List.of(ImageReference.parse("docker.io/library/busybox:1.36")))
          .with(Selection.SITE_IMAGES, true)
          .with(
              Selection.RUNNER_IMAGE, Optional.of(ImageReference.parse("hub.example.com/runner:1")))
          .with(Selection.FACTS, facts())
          .with(Selection.EXTRA_VARS, new TreeMap<>(Map.of("01-vars.json", CHECKSUM)));

  private static Map<String, Object> facts() {
    Map<String, Object> release = new LinkedHashMap<>();
    release.put("name", "trixie");
    release.put("major", 13);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_lsb", release);
    facts.put("ansible_distribution", "Debian");
    facts.put("ansible_disks", List.of("b", "a", 1.5));
    return facts;
  }

  @Test
  void selection_isWrittenInTheContractsShape() throws IOException {
    try (var golden = getClass().getResourceAsStream("/catalog/selection.json")) {
      assertThat(new String(SelectionJson.write(SELECTION), UTF_8))
          .isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @Test
  void orderAndRepetition_changeNothing() {
    Selection one = Selection.DEFAULT.with(Selection.INCLUDES, List.of("b", "a", "b"));
    Selection other = Selection.DEFAULT.with(Selection.INCLUDES, List.of("a", "b"));

    assertThat(one).isEqualTo(other);
    assertThat(SelectionJson.write(one)).isEqualTo(SelectionJson.write(other));
  }

  @Property(tries = 300)
  void whateverSelection_readsBackTheSameAndIsWrittenTheSame(
      @ForAll("selections") Selection selection) {
    byte[] written = SelectionJson.write(selection);

    Selection read = SelectionJson.read(FILE, written);

    assertThat(read).isEqualTo(selection);
    assertThat(read.facts()).isEqualTo(selection.facts());
    assertThat(SelectionJson.write(read)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selection/1 | selection/9 | got the schema 'kubespray-offline/selection/9', want",
        "'\"scope\": \"all\"' | '\"scope\": \"some\"' | /scope: ",
        "'\"siteImages\": true' | '\"siteImages\": \"yes\"' | /siteImages: got STRING, want BOOLEAN",
        "https://tools.example.com | ftp://tools.example.com | /extraFiles/1: 'ftp://",
        "https://tools.example.com | https://me:pw@tools.example.com | has a login in it",
        "'\"url\": \"file' | '\"uri\": \"file' | /extraFiles/0/url: got MISSING, want STRING",
        "busybox:1.36 | busybox:a:b | /extraImages/0: ",
        "hub.example.com/runner:1 | hub.example.com/runner:a:b | /runnerImage: ",
        "'\"runnerImage\"' | '\"RunnerImage\"' | /runnerImage: got MISSING, want STRING",
        "1.5 | 1e999 | /facts: the fact 'ansible_disks' holds Infinity",
        "'\"01-vars.json\": \"sha256:' | '\"01-vars.json\": \"sha256:x' | /extraVars/01-vars.json: ",
        "'\"facts\": {' | '\"facts\": [], \"x\": {' | /facts: got ARRAY, want OBJECT",
      })
  void whatIsNoSelection_isRefusedWithItsPlace(String from, String to, String message) {
    String text = new String(SelectionJson.write(SELECTION), UTF_8);
    assertThat(text).contains(from);

    assertThatThrownBy(() -> SelectionJson.read(FILE, text.replace(from, to).getBytes(UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(FILE + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("pw");
  }

  static List<Object> strangers() {
    return List.of(
        LocalDate.EPOCH,
        new byte[1],
        Set.of(1),
        Double.NaN,
        Map.of(1, "a"),
        List.of(Map.of(true, 1)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void factThatJsonCannotSay_isRefusedByName(Object value) {
    Map<String, Object> facts = Map.of("ansible_date", value);

    assertThatThrownBy(() -> Selection.DEFAULT.with(Selection.FACTS, facts))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the fact 'ansible_date' holds ")
        .hasMessageContaining("write it in quotes");
  }

  @Provide
  Arbitrary<Selection> selections() {
    Arbitrary<List<String>> globs = texts().list().ofMaxSize(4);
    return Combinators.combine(
            globs,
            Arbitraries.of(Scope.class),
            globs,
            files().list().ofMaxSize(4),
            images().list().ofMaxSize(4),
            images().optional(),
            Arbitraries.maps(texts(), values(2)).ofMaxSize(4),
            Arbitraries.maps(texts(), checksums()).ofMaxSize(4))
        .as(
            (includes, scope, excludes, files, images, runner, facts, vars) ->
                Selection.DEFAULT
                    .with(Selection.ARCHITECTURES, excludes)
                    .with(Selection.SCOPE, scope)
                    .with(Selection.INCLUDES, includes)
                    .with(Selection.EXCLUDES, excludes)
                    .with(Selection.EXTRA_FILES, files)
                    .with(Selection.EXTRA_IMAGES, images)
                    .with(Selection.SITE_IMAGES, runner.isEmpty())
                    .with(Selection.RUNNER_IMAGE, runner)
                    .with(Selection.FACTS, facts)
                    .with(Selection.EXTRA_VARS, new TreeMap<>(vars)));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aZ0 *{}[]\\\"',=:/\n\u0000\u007f\u2028é€")
        .ofMaxLength(8);
  }

  private static Arbitrary<ExtraFile> files() {
    Arbitrary<String> urls =
        Arbitraries.of("https://a.example/%s", "http://b:81/x/%s", "gs://b/%s", "file:///%s");
    Arbitrary<String> names =
        Arbitraries.strings().withChars("ab,=.1").ofMinLength(1).ofMaxLength(5);
    return Combinators.combine(urls, names, checksums().injectNull(0.3))
        .as((url, name, checksum) -> new ExtraFile(url.formatted(name + "x"), checksum));
  }

  private static Arbitrary<ImageReference> images() {
    return Arbitraries.of(
            "docker.io/library/a:1", "b.example:5000/c/d:2", "registry.k8s.io/pause:3")
        .map(ImageReference::parse);
  }

  private static Arbitrary<Checksum> checksums() {
    return texts().map(text -> Checksum.sha256Of(text.getBytes(UTF_8)));
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            texts(),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.of(new BigInteger("9".repeat(40)), BigInteger.ONE),
            Arbitraries.of(true, false),
            Arbitraries.doubles());
    if (depth == 0) {
      return plain;
    }
    return Arbitraries.oneOf(
        plain,
        values(depth - 1).injectNull(0.2).list().ofMaxSize(3).map(Collections::unmodifiableList),
        Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(3));
  }
}
