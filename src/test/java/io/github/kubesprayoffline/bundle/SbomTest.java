package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.lock.Lock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {

  @TempDir Path folder;

  @Test
  void sbom_obeysItsSchemaAndNamesEverything() throws Exception {
    byte[] sbom = Sbom.of("release", SampleBundle.TIME, SampleBundle.small(folder).lock());

    assertThat(new JsonParser().validate(sbom, Version.VERSION_16)).isEmpty();
    assertThat(new String(sbom, StandardCharsets.UTF_8))
        .contains("\"timestamp\": \"2026-01-02T03:04:05Z\"")
        .contains("\"name\": \"kubespray-offline-maven-plugin\"")
        .contains("pkg:github/kubernetes-sigs/kubespray@v2.31.0")
        .contains("pkg:generic/kubectl@v1.33.9?checksum=sha256%3A")
        .contains("pkg:oci/node@sha256")
        .contains("repository_url=quay.io%2Fcalico%2Fnode&tag=v3.31.5")
        .doesNotContain("\r");
  }

  @Test
  void sameLock_givesTheSameBytes() {
    assertThat(Sbom.of("release", SampleBundle.TIME, SampleBundle.small(folder).lock()))
        .isEqualTo(Sbom.of("release", SampleBundle.TIME, SampleBundle.small(folder).lock()));
  }

  @Test
  void label_isReadBack_soThatTheSameCanBeMadeAgain() {
    Lock lock = SampleBundle.small(folder).lock();
    Sbom.Label label = new Sbom.Label("release", SampleBundle.TIME, "9.9");

    byte[] sbom = Sbom.of(label, lock);

    assertThat(Sbom.Label.of(sbom)).isEqualTo(label);
    assertThat(Sbom.of(Sbom.Label.of(sbom), lock)).isEqualTo(sbom);
  }
}
