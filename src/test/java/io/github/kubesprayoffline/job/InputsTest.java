package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  @TempDir Path folder;

  @Test
  void extraVars_areSortedByNameAndKeepTheOrderWithin() {
    Map<String, Object> sums = new LinkedHashMap<>();
    sums.put("1.35.4", "b");
    sums.put("1.34.3", "a");
    Map<String, Object> vars = new LinkedHashMap<>();
    vars.put("kubelet_checksums", Map.of("amd64", sums));
    vars.put("cni_version", "1.8.0");

    byte[] file = Inputs.of(wanted(vars), folder).extraVars().get("01-vars.json");

    assertThat(new String(file, StandardCharsets.UTF_8))
        .containsSubsequence("cni_version", "kubelet_checksums", "1.35.4", "1.34.3");
  }

  private static Wanted wanted(Map<String, Object> vars) {
    return new Wanted(
        Optional.empty(),
        List.of(),
        vars,
        Optional.empty(),
        Map.of(),
        List.of("amd64"),
        Scope.ENABLED,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Site.NONE);
  }
}
