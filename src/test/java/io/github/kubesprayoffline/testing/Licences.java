package io.github.kubesprayoffline.testing;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.kubesprayoffline.id.SafePath;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * Gathers, while the plugin is built, the licences and notices of what is shaded into it, and lists
 * them. A library whose licence may not be there, or has no text, fails the build.
 */
public final class Licences {

  /** Where a library's texts are in the jar. */
  public static final String FOLDER = "META-INF/licenses/";

  /** The list of libraries in the jar. */
  public static final String LIST = "META-INF/DEPENDENCIES.txt";

  private static final String APACHE = "Apache-2.0";

  /** What a POM may call the licences that may be there; the first that matches counts. */
  private static final Map<String, Pattern> ALLOWED =
      Map.of(
          APACHE,
          named("(The )?Apache\\b.*2\\.0.*"),
          "MIT",
          named("(The )?MIT( License)?"),
          "BSD-2-Clause",
          named("(The )?BSD[ -]2-Clause( License)?"),
          "BSD-3-Clause",
          named(
              "(The )?BSD-3-Clause|(The )?(BSD )?3-Clause BSD License|BSD New license|Go License"),
          "0BSD",
          named("0BSD"),
          "EPL-2.0",
          named("EPL-2\\.0|Eclipse Public License.*2\\.0"),
          "Bouncy Castle (MIT)",
          named("Bouncy Castle Licence"),
          "CC0-1.0",
          named("CC0.*"),
          "ISC",
          named("ISC( License)?"));

  /** Their POMs are silent; this is what their repositories say. */
  private static final Map<String, String> SILENT =
      Map.of("com.hubspot", APACHE, "com.hubspot.immutables", APACHE);

  private static final Pattern TEXT =
      Pattern.compile(
          "(META-INF/)?(\\w+-)?(LICEN[CS]E|NOTICE)(\\.(txt|md))?|META-INF/licen[cs]es?/[^/]+");

  private record Library(Path jar, String group, String name, String version) {

    /** From its place in the local repository. */
    static Library of(Path repository, Path jar) {
      Path version = jar.getParent();
      String group = repository.relativize(version.getParent().getParent()).toString();
      return new Library(
          jar,
          group.replace(File.separatorChar, '.'),
          version.getParent().getFileName().toString(),
          version.getFileName().toString());
    }
  }

  private final Path repository;
  private final Path ours;
  private final Path classes;

  private Licences(Path repository, Path ours, Path classes) {
    this.repository = repository;
    this.ours = ours;
    this.classes = classes;
  }

  /** Takes the class path that is shaded, the local repository, our texts, and the classes. */
  public static void main(String[] arguments) throws IOException {
    Licences licences =
        new Licences(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    licences.write(Files.readString(Path.of(arguments[0])).strip());
  }

  private void write(String classPath) throws IOException {
    Path texts = classes.resolve(FOLDER);
    if (Files.exists(texts)) {
      MoreFiles.deleteRecursively(texts, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    Set<String> lines = new TreeSet<>();
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      lines.add(line(Library.of(repository, Path.of(jar))));
    }
    Files.writeString(
        classes.resolve(LIST),
        "Libraries in this jar, with version and licence; their texts and notices are in "
            + FOLDER
            + ".\n"
            + "Those without one are under META-INF/LICENSE.\n\n"
            + String.join("\n", lines)
            + "\n");
  }

  private String line(Library library) throws IOException {
    String licence = licence(library);
    boolean text = copyTexts(library);
    if (!text && !licence.equals(APACHE)) {
      throw new IllegalStateException(
          "%s has no text of its licence (%s) in its jar: write one below %s"
              .formatted(library, licence, ours));
    }
    return "%-60s %-36s %s"
        .formatted(library.group() + ":" + library.name(), library.version(), licence);
  }

  private String licence(Library library) throws IOException {
    List<String> said = licences(library.group(), library.name(), library.version());
    return ALLOWED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(each -> said.stream().anyMatch(name -> each.getValue().matcher(name).matches()))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> Optional.ofNullable(said.isEmpty() ? SILENT.get(library.group()) : null))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s has the licence %s, which may not go into the jar: exclude it"
                        .formatted(library, said)));
  }

  /** As its POM says, or else the nearest of its parents that says anything. */
  private List<String> licences(String group, String name, String version) throws IOException {
    Path pom =
        repository
            .resolve(group.replace('.', '/'))
            .resolve("%s/%s/%s-%s.pom".formatted(name, version, name, version));
    if (!Files.exists(pom)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(pom)) {
      Model model = new MavenXpp3Reader().read(in, false);
      if (!model.getLicenses().isEmpty()) {
        return model.getLicenses().stream().map(License::getName).map(String::strip).toList();
      }
      Parent parent = model.getParent();
      return parent == null
          ? List.of()
          : licences(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    } catch (XmlPullParserException e) {
      throw new IOException(pom + ": " + e.getMessage(), e);
    }
  }

  /** Whether there is a licence among them. */
  private boolean copyTexts(Library library) throws IOException {
    Path target = classes.resolve(FOLDER + library.group() + "/" + library.name());
    try (ZipFile jar = new ZipFile(library.jar().toFile())) {
      Enumeration<? extends ZipEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && TEXT.matcher(entry.getName()).matches()) {
          try (InputStream in = jar.getInputStream(entry)) {
            put(target, SafePath.require(entry.getName().replaceFirst(".*/", "")), in);
          }
        }
      }
    }
    Path own = ours.resolve(library.group()).resolve(library.name()).resolve("LICENSE");
    if (Files.exists(own)) {
      try (InputStream in = Files.newInputStream(own)) {
        put(target, "LICENSE", in);
      }
    }
    return Files.isDirectory(target) && hasLicence(target);
  }

  private static boolean hasLicence(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().matches("(?i).*licen[cs]e.*"));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void put(Path folder, String name, InputStream in) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), in.readAllBytes());
  }

  private static Pattern named(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
