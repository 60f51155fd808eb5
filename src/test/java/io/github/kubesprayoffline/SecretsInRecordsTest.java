package io.github.kubesprayoffline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.retry.Clock;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is logged or put into a message is a text: no record that holds a login may say it. */
class SecretsInRecordsTest {

  private static final String SECRET = "S3cret";
  private static final Set<String> SECRET_NAMES = Set.of("password", "token", "text", "secret");
  private static final String HOME = SecretsInRecordsTest.class.getPackageName();

  /** Values that hold as many secrets as they can. */
  private static final Map<Class<?>, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(int.class, 5),
          Map.entry(long.class, 5L),
          Map.entry(boolean.class, true),
          Map.entry(Path.class, Path.of("file")),
          Map.entry(Duration.class, Duration.ofSeconds(5)),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(Clock.class, Clock.SYSTEM),
          Map.entry(OptionalLong.class, OptionalLong.of(5)),
          Map.entry(AtomicLong.class, new AtomicLong(5)),
          Map.entry(URI.class, URI.create("https://me:S3cret@host/path?ticket=S3cret")),
          Map.entry(InputStream.class, InputStream.nullInputStream()),
          Map.entry(BodySource.class, BodySource.of(SECRET.getBytes(StandardCharsets.US_ASCII))),
          Map.entry(Credential.class, Credential.from("me", SECRET)),
          Map.entry(
              HttpHeaders.class,
              HttpHeaders.of(Map.of("Set-Cookie", List.of(SECRET)), (name, value) -> true)),
          Map.entry(Checksum.class, Checksum.sha256("ab".repeat(32))),
          Map.entry(Platform.class, Platform.linux("amd64")));

  private static Stream<Class<?>> records() throws IOException, URISyntaxException {
    Path classes =
        Path.of(HttpSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Class<?>> found =
          files
              .map(file -> classes.relativize(file).toString().replace('/', '.'))
              .filter(name -> name.startsWith(HOME + ".") && name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .filter(name -> name.substring(HOME.length()).matches("\\.(http|registry|mojo)\\..*"))
              .<Class<?>>map(SecretsInRecordsTest::load)
              .filter(Class::isRecord)
              .toList();
      return found.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void record_saysNoSecret(Class<?> type) throws ReflectiveOperationException {
    Object record = sample(type);

    assertThat(record.toString()).doesNotContain(SECRET).doesNotContain("Uzpjc=", "bWU6UzNjcmV0");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, SecretsInRecordsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object sample(Class<?> record) throws ReflectiveOperationException {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getGenericType(), components[i].getName());
    }
    Constructor<?> constructor =
        record.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object value(Type type, String name) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      return container(generic, name);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return SECRET_NAMES.contains(name) ? SECRET : "word";
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    if (plain.isRecord() && !SAMPLES.containsKey(plain)) {
      return sample(plain);
    }
    assertThat(SAMPLES).as("a sample for the component '%s'", name).containsKey(plain);
    return SAMPLES.get(plain);
  }

  private static Object container(ParameterizedType type, String name)
      throws ReflectiveOperationException {
    Type[] inside = type.getActualTypeArguments();
    Object last = value(inside[inside.length - 1], name);
    if (type.getRawType() == Optional.class) {
      return Optional.of(last);
    }
    if (type.getRawType() == List.class) {
      return List.of(last);
    }
    if (type.getRawType() == Set.class) {
      return Set.of(last);
    }
    assertThat(type.getRawType()).isIn(Map.class, SortedMap.class);
    boolean open = !(last instanceof String) || name.equals("annotations");
    Object held = open ? last : SECRET;
    return new TreeMap<>(Map.of("Authorization", held));
  }
}
