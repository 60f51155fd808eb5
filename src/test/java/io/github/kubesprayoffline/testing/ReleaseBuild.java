package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A release project, written into a folder and built there by a real Maven: the demonstration's
 * tree as a folder, an inventory, and a bundle in every format. How it is built can be chosen; what
 * is built is always the same.
 */
public final class ReleaseBuild {

  private static final String NAME = "release-1.0";

  private final Path folder;
  private final Map<String, String> properties = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> launcher = new ArrayList<>();
  private String maven = "mvn";
  private String umask = "022";
  private Path inputs;
  private boolean lastFirst;

  /**
   * A build in a folder of its own.
   *
   * @param properties the user properties by which it finds a {@link DemoSite}
   */
  public ReleaseBuild(Path folder, Map<String, String> properties) {
    this.folder = folder;
    this.inputs = folder.resolve("inputs");
    this.properties.putAll(properties);
    environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
  }

  /** Another Maven than that of the path. */
  public ReleaseBuild maven(Path home) {
    maven = home.resolve("bin/mvn").toString();
    return this;
  }

  public ReleaseBuild property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  public ReleaseBuild environment(String name, String value) {
    environment.merge(name, value, (before, more) -> before + " " + more);
    return this;
  }

  /** The mode bits that neither the project's files nor what the build writes have. */
  public ReleaseBuild umask(String mask) {
    umask = mask;
    return this;
  }

  /** Another place for the tree and the inventory. */
  public ReleaseBuild inputs(Path place) {
    inputs = place;
    return this;
  }

  /** Writes tree and inventory in the opposite order, so that file systems may list them so. */
  public ReleaseBuild lastFilesFirst() {
    lastFirst = true;
    return this;
  }

  /** The user who builds, and who gets the folder. */
  public ReleaseBuild user(String name) {
    launcher.addAll(List.of("runuser", "-u", name, "--"));
    return this;
  }

  /** The Kubespray tree, which the build reads as a folder. */
  public Path tree() {
    return inputs.resolve("kubespray");
  }

  /** Builds. */
  public ReleaseBuild run() throws IOException {
    write(folder, "pom.xml", POM.formatted(BuiltPlugin.version()));
    write(folder, "settings.xml", BuiltPlugin.settings(repository()));
    writeInputs();
    if (!launcher.isEmpty()) {
      Programs.run("cp", "-r", BuiltPlugin.REPOSITORY.toString(), repository().toString());
      Programs.run("chown", "-R", launcher.get(2), folder.toString());
    }
    List<String> command = new ArrayList<>(launcher);
    // Without letters before the sign, chmod leaves the bits alone that the umask takes away.
    String prepare = "umask %s && chmod -R =rwX pom.xml '%s'".formatted(umask, inputs);
    command.addAll(List.of("sh", "-c", prepare + " && exec env \"$@\"", "sh"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of(maven, "-B", "-ntp", "-s", "settings.xml", "package"));
    command.add("-Dinputs=" + inputs);
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    Programs.runIn(folder, command.toArray(String[]::new));
    return this;
  }

  /** The bundle in a format. */
  public Path bundle(String extension) {
    return folder.resolve("target/" + NAME + "." + extension);
  }

  private Path repository() {
    return launcher.isEmpty() ? BuiltPlugin.REPOSITORY : folder.resolve("repository");
  }

  private void writeInputs() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("inventory/masters.yml", "kube_control_plane: {hosts: {m1: }}\n");
    files.put("inventory/workers.yml", "kube_node: {hosts: {w1: }}\n");
    files.put("inventory/group_vars/all/a.yml", "helm_enabled: false\n");
    files.put("inventory/group_vars/all/b.yml", "helm_enabled: true\n");
    files.put("inventory/host_vars/w1.yml", "ansible_architecture: aarch64\n");
    DemoTree.load().files().forEach((path, text) -> files.put("kubespray/" + path, text));
    for (var file : (lastFirst ? files.descendingMap() : files).entrySet()) {
      write(inputs, file.getKey(), file.getValue());
    }
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>release</artifactId>
        <version>1.0</version>
        <packaging>pom</packaging>
        <properties>
          <project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>
        </properties>
        <build>
          <plugins>
            <plugin>
              <groupId>io.github.kubesprayoffline</groupId>
              <artifactId>kubespray-offline-maven-plugin</artifactId>
              <version>%s</version>
              <configuration>
                <version>v9.1.0</version>
                <source>${inputs}/kubespray</source>
                <inventory>${inputs}/inventory</inventory>
                <architectures>amd64,arm64</architectures>
              </configuration>
              <executions>
                <execution>
                  <id>zstd</id>
                  <goals><goal>bundle</goal></goals>
                </execution>
                <execution>
                  <id>gzip</id>
                  <goals><goal>bundle</goal></goals>
                  <configuration><format>tar.gz</format></configuration>
                </execution>
                <execution>
                  <id>tar</id>
                  <goals><goal>bundle</goal></goals>
                  <configuration><format>tar</format></configuration>
                </execution>
              </executions>
            </plugin>
          </plugins>
        </build>
      </project>
      """;
}
