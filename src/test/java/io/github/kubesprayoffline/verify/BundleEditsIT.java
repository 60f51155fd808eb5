package io.github.kubesprayoffline.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sound bundle, one change in it, and SHA256SUMS made anew: the change is found by its name. */
class BundleEditsIT extends BundleScene {

  private static final String OVERLAY = "inventory/group_vars/all/offline.yml";

  private Path top;

  @BeforeAll
  static void unpack() {
    Bundle.open(bundle).unpack(shared.resolve("opened"));
  }

  /** Of links, so that a file is replaced and never written to. */
  @BeforeEach
  void copy() {
    top = folder.resolve("opened");
    Programs.run("cp", "-al", shared.resolve("opened").toString(), top.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mirror.sh | set -eu | set -u",
        "deploy/nginx.conf | root files; | root /;",
        "deploy/images.list | quay.io/ | evil.io/",
        "deploy/compose.yaml | read_only: true | read_only: false",
        "deploy/listen-tls.conf | TLSv1.2 | TLSv1",
        "deploy/registry/config.yml | 127.0.0.1:5001 | 0.0.0.0:5001",
        "deploy/systemd/kubespray-mirror.service | DynamicUser=yes | User=root",
        "deploy/systemd/kubespray-mirror-registry.service | docker-registry | evil",
        "sbom.cdx.json | pkg:oci/ | pkg:oci/x",
        "sbom.cdx.json | kubernetes-sigs | somebody",
        "README.md | mirror.sh up | evil.sh up",
        "images/index.json | amd64 | amd65",
        "images/index.json | schemaVersion | schemaversion",
        "images/oci-layout | 1.0.0 | 1.0.1",
        "config/env.yml | _version: | _versionn:",
        "config/hosts.ini | [etcd] | [etcd2]",
        "inventory/group_vars/all/offline.yml | mirror.kubespray.internal:8080 | evil.example.com",
        "inventory/group_vars/all/offline.yml | mirror.kubespray.internal:5000 | evil.example.com",
        "inventory/group_vars/all/offline.yml | --- | ---#",
        "inventory/.offline.json | {} | {\"x\": \"y\"}",
        "inventory/.offline.json | \"schema\" | schema",
        "lock.json | \"schema\" | \"Schema\": 1, \"schema\"",
        "catalog.json | \"problems\" | \"Problems\": 1, \"problems\"",
        "extra-vars/99-offline.yml | docker.io | evil.io",
      })
  void changedText_isFound(String path, String before, String after) throws IOException {
    String text = read(path);
    String other = text.replace(before, after);
    if (text.equals(other)) {
      other = text + " ";
    }
    replace(path, other);

    assertThat(findings()).contains("- " + path + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.sh",
    "apply.sh",
    "delta.list",
    "tls/x.conf",
    "README.MD",
    "Mirror.sh",
    "SHA256SUMS.asc",
    "config/aux",
    "config/a:b",
    "config/env.yml.",
    "config/evil.yml",
    "deploy/tls/listen.conf",
    "deploy/systemd/evil.service",
    "extra-vars/00-evil.yml",
    "files/evil",
    "images/evil",
    "registry/evil",
    "kubespray/evil.tar.gz",
  })
  void fileTooMany_isFound(String path) throws IOException {
    replace(path, "evil");

    assertThat(findings()).contains("- " + path + ": ");
  }

  @ParameterizedTest
  @CsvSource({"inventory/evil.yml", "inventory/group_vars/all/zzz.yml", "inventory/CON.yml"})
  void fileTooManyInTheInventory_isFound(String path) throws IOException {
    replace(path, "evil: true\n");

    assertThat(findings()).contains("- inventory/: is not the inventory of lock.json");
  }

  @Test
  void recordThatMovesAFileOutOfTheFolder_isRefusedAndWritesNothing() throws IOException {
    String record = read("inventory/.offline.json");
    replace(
        "inventory/.offline.json", record.replace("group_vars/all.yml\"", "../../../evil.yml\""));

    assertThat(record).contains("group_vars/all.yml\"");
    assertThat(findings()).contains("inventory");
    assertThat(folder.resolve("evil.yml")).doesNotExist();
  }

  @Test
  void otherExtraVarsThanTheSelectionSays_areFound() throws IOException {
    replace("extra-vars/01-vars.json", read("extra-vars/01-vars.json").replace("true", "false"));

    assertThat(findings()).contains("extra-vars/01-vars.json is not what the bundle was made with");
  }

  @Test
  void recordOfAnotherMirrorThanTheOverlays_isFound() throws IOException {
    String record = read("inventory/.offline.json");
    replace("inventory/.offline.json", record.replace("mirror.kubespray.internal", "evil.example"));

    assertThat(findings()).contains("- " + OVERLAY + ": is not what is made");
  }

  /** What is generated is no part of the inventory's digest, and would pass as such. */
  @Test
  void fileTooManyThatIsCalledGenerated_isFound() throws IOException {
    replace("inventory/evil.yml", "evil: true\n");
    String record = read("inventory/.offline.json");
    replace(
        "inventory/.offline.json",
        record.replace(
            "    \"group_vars/all/offline.yml\"\n",
            "    \"evil.yml\",\n    \"group_vars/all/offline.yml\"\n"));

    assertThat(findings())
        .contains("- inventory/.offline.json: is not what is made", "- inventory/evil.yml: ");
  }

  @ParameterizedTest
  @CsvSource({
    "lock.json",
    "catalog.json",
    "sbom.cdx.json",
    "inventory/.offline.json",
    "mirror.sh",
    "README.md",
    "deploy/nginx.conf",
    "deploy/images.list",
    "config/env.yml",
    "config/hosts.ini",
    "extra-vars/99-offline.yml",
    "extra-vars/01-vars.json",
    "inventory/group_vars/all/offline.yml",
  })
  void fileThatIsGone_isFound(String path) throws IOException {
    Files.delete(top.resolve(path));
    String sums = read("SHA256SUMS");
    Files.delete(top.resolve("SHA256SUMS"));
    String line = "(?m)^.*  %s\n".formatted(Pattern.quote(path));
    Files.writeString(top.resolve("SHA256SUMS"), sums.replaceFirst(line, ""));

    assertThat(findings()).contains(path);
  }

  @Test
  void namesThatAreOneWithoutCapitals_areNamedBoth() throws IOException {
    replace("README.MD", "evil");

    assertThat(findings()).contains("- README.md: is the same name as README.MD");
  }

  @Test
  void changeInABundleOfAnotherVersion_saysWhichVersionVerifiesIt() throws IOException {
    sayMadeBy("9.9.9");
    replace("mirror.sh", "#!/bin/sh\n");

    assertThat(findings()).contains("- mirror.sh: ", "verify it with version 9.9.9");
  }

  @Test
  void bundleOfAnotherVersionThatMadeTheSame_isSoundAndSaysSo() throws IOException {
    sayMadeBy("9.9.9");

    assertThat(verify().notes()).singleElement().asString().contains("made by version 9.9.9");
  }

  @Test
  void untouchedBundle_isSoundWithoutANote() {
    assertThat(verify().notes()).isEmpty();
  }

  @Test
  void configuredBundle_isSoundAndSaysWhereItLeads() throws IOException {
    configure("--files", "http://10.0.0.5:81/k8s", "--registry", "hub.example.com:5000/k8s");

    assertThat(verify().notes())
        .singleElement()
        .asString()
        .contains("http://10.0.0.5:81/k8s", "hub.example.com:5000/k8s");
  }

  @Test
  void bundleConfiguredForHttpsAndBack_isSound() {
    configure("--registry", "https://hub.example.com");
    assertThat(verify().isSound()).isTrue();

    configure("--registry", "http://hub.example.com");
    assertThat(verify().isSound()).isTrue();
  }

  @Test
  void configuredBundleWithAnotherChange_isNot() throws IOException {
    configure("--files", "http://10.0.0.5:81/k8s");
    Path overlay = top.resolve(OVERLAY);
    String text = Files.readString(overlay) + "kubectl_download_url: http://evil\n";
    Files.delete(overlay);
    Files.writeString(overlay, text);

    assertThat(findings()).contains("- " + OVERLAY + ": got sha256:");
  }

  private void configure(String... arguments) {
    Programs.run(
        Stream.concat(
                Stream.of("sh", top.resolve("mirror.sh").toString(), "configure"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void sayMadeBy(String version) throws IOException {
    String sbom = read("sbom.cdx.json");
    assertThat(sbom).contains("\"development\"");
    replace("sbom.cdx.json", sbom.replace("\"development\"", '"' + version + '"'));
  }

  private VerifyReport verify() {
    return verify(top, Optional.empty());
  }

  private String findings() {
    Throwable[] thrown = new Throwable[1];
    assertThatThrownBy(this::verify)
        .isInstanceOf(IntegrityException.class)
        .satisfies(error -> thrown[0] = error);
    return thrown[0].getMessage();
  }

  private String read(String path) throws IOException {
    return Files.readString(top.resolve(path));
  }

  private void replace(String path, String content) throws IOException {
    Path file = top.resolve(path);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, content);
    TreeMap<String, String> sums = new TreeMap<>();
    read("SHA256SUMS").lines().forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
    sums.put(path, Checksum.sha256Of(Files.readAllBytes(file)).hex());
    Files.delete(top.resolve("SHA256SUMS"));
    Files.writeString(
        top.resolve("SHA256SUMS"),
        sums.entrySet().stream()
            .map(sum -> sum.getValue() + "  " + sum.getKey() + "\n")
            .collect(Collectors.joining()));
  }
}
