package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.OfflineException;
import java.nio.charset.StandardCharsets;

/** A file of variables. */
public final class YamlFuzz {

  private YamlFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.YAML.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Object value = YamlValues.parse(new String(input, StandardCharsets.UTF_8), "vars.yml");
      if (!Python.equal(value, value) && !String.valueOf(value).contains("NaN")) {
        throw new AssertionError("not equal to itself: " + value);
      }
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
  }
}
