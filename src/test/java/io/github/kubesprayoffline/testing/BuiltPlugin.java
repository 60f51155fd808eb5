package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plugin as this build has just made and installed it, for tests that start Maven. */
public final class BuiltPlugin {

  /** Where the invoker has installed it, with all that it needs. */
  public static final Path REPOSITORY = Path.of("target/local-repo").toAbsolutePath();

  private BuiltPlugin() {}

  /** A goal as one types it where no POM says which plugin is meant. */
  public static String goal(String name) {
    return "io.github.kubesprayoffline:kubespray-offline-maven-plugin:%s:%s"
        .formatted(version(), name);
  }

  /** The version that this build has made. */
  public static String version() {
    try {
      String descriptor = Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml"));
      return descriptor.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A {@code settings.xml} with this local repository, which is filled from the one that runs the
   * tests.
   */
  public static String settings(Path repository) {
    String central =
        "<id>central</id><url>%s</url><releases><checksumPolicy>ignore</checksumPolicy></releases>"
            .formatted(Path.of(System.getProperty("localRepository")).toUri());
    return """
        <settings>
          <localRepository>%s</localRepository>
          <profiles><profile>
            <id>local</id>
            <repositories><repository>%2$s</repository></repositories>
            <pluginRepositories><pluginRepository>%2$s</pluginRepository></pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>local</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(repository, central);
  }
}
