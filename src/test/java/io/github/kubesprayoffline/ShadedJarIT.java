package io.github.kubesprayoffline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.testing.BuiltPlugin;
import io.github.kubesprayoffline.testing.Licences;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is in the one jar that users get, and what is not. */
class ShadedJarIT {

  private static final Path JAR =
      Path.of("target/kubespray-offline-maven-plugin-%s.jar".formatted(BuiltPlugin.version()));

  private static final long LARGEST = 45_000_000;

  /** Ways of logging that end where Maven, or somebody's configuration, sends them. */
  private static final Pattern LOGGING =
      Pattern.compile(
          "org/slf4j/|org/apache/commons/logging/|org/apache/log(ging/log)?4j/|org/jboss/logging/"
              + "|ch/qos/logback/");

  /** Packages that classes in the jar name, and that nobody calls for who comes from a goal. */
  private static final List<String> LEFT_OUT =
      List.of(
          // Maven's own, and what it shows to its plugins.
          "org.apache.maven.",
          "org.codehaus.plexus.util.",
          "org.eclipse.aether.",
          // For gs: by gRPC: its messages and metrics, and its way of TLS.
          "com.google.api.",
          "com.google.cloud.grpc.",
          "com.google.cloud.opentelemetry.",
          "com.google.iam.v1.",
          "com.google.longrunning.",
          "com.google.protobuf.util.",
          "com.google.rpc.",
          "com.google.storage.v2.",
          "com.google.type.",
          "io.grpc.opentelemetry.",
          "io.grpc.protobuf.",
          "io.opentelemetry.contrib.",
          "io.opentelemetry.sdk.",
          "org.conscrypt.",
          // Where Google's client runs in App Engine.
          "com.google.appengine.",
          // Packing, for which maven-archiver is not here.
          "io.airlift.compress.",
          "org.codehaus.plexus.components.io.",
          // What libraries use where it happens to be.
          "com.aayushatharva.brotli4j.",
          "javax.validation.",
          "org.brotli.",
          "org.eclipse.jetty.jmx.",
          "org.graalvm.",
          "org.jcodings.",
          "org.joni.",
          // Annotations, which need not be there.
          "edu.umd.cs.findbugs.annotations.",
          "org.immutables.value.");

  @Test
  void jar_isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(LARGEST);
  }

  @Test
  void nothingIsMissing_butWhatThePomLeavesOut() {
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    StringWriter report = new StringWriter();
    int status =
        jdeps.run(
            new PrintWriter(report),
            new PrintWriter(report),
            "--missing-deps",
            "--ignore-missing-deps",
            JAR.toString());
    Set<String> missing =
        report
            .toString()
            .lines()
            .filter(line -> line.matches(" .*not found"))
            .map(line -> line.replaceFirst(".*-> +(\\S+) .*", "$1"))
            .filter(name -> LEFT_OUT.stream().noneMatch(name::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(status).as(report.toString()).isZero();
    assertThat(report.toString()).contains("com.google.storage.v2.");
    assertThat(missing).isEmpty();
  }

  @Test
  void noLibrary_logsThroughMaven() throws IOException {
    assertThat(entries().filter(entry -> LOGGING.matcher(entry.getName()).lookingAt())).isEmpty();
    assertThat(classesThatName(LOGGING)).isEmpty();
    assertThat(entries().map(ZipEntry::getName))
        .contains("io/github/kubesprayoffline/silent/slf4j/nop/NOPServiceProvider.class");
    assertThat(
            text(
                "META-INF/services/io.github.kubesprayoffline.silent.slf4j.spi.SLF4JServiceProvider"))
        .isEqualToIgnoringWhitespace(
            "io.github.kubesprayoffline.silent.slf4j.nop.NOPServiceProvider");
  }

  @Test
  void everyLibrary_isListedAndHasItsLicence() throws IOException {
    Set<String> names = entries().map(ZipEntry::getName).collect(Collectors.toSet());
    List<String> libraries =
        text(Licences.LIST).lines().filter(line -> line.matches("\\S+:\\S+ .*")).toList();

    assertThat(names).contains("META-INF/LICENSE", "META-INF/NOTICE");
    assertThat(libraries).hasSizeGreaterThan(60);
    assertThat(libraries)
        .filteredOn(line -> !line.endsWith(" Apache-2.0"))
        .allSatisfy(line -> assertThat(names).anyMatch(isLicenceOf(line)));
    assertThat(names).noneMatch(name -> name.startsWith("edu/umd/cs/findbugs/"));
  }

  private static Predicate<String> isLicenceOf(String line) {
    String folder = Licences.FOLDER + line.replaceFirst("^(\\S+):(\\S+) .*", "$1/$2/");
    return name -> name.startsWith(folder) && name.matches("(?i).*/[^/]*licen[cs]e[^/]*");
  }

  private static List<String> classesThatName(Pattern pattern) throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      List<? extends ZipEntry> classes =
          jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      List<String> found = new ArrayList<>();
      for (ZipEntry entry : classes) {
        try (InputStream in = jar.getInputStream(entry)) {
          String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          if (pattern.matcher(constants).find()) {
            found.add(entry.getName());
          }
        }
      }
      return found;
    }
  }

  private static Stream<? extends ZipEntry> entries() throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      return List.copyOf(jar.stream().toList()).stream();
    }
  }

  private static String text(String name) throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
