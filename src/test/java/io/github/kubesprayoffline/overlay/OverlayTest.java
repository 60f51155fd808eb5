package io.github.kubesprayoffline.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class OverlayTest {

  @Property(tries = 500)
  void anyText_isReadBackAsItIsAndMakesNoLine(@ForAll("texts") String text) {
    Overlay overlay = new Overlay(List.of(new Block(List.of(text), Map.of("name", text))));

    String yaml = new String(overlay.toYaml(), StandardCharsets.UTF_8);

    assertThat(yaml.lines()).allMatch(Printable::isPlain);
    Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    assertThat(read).isEqualTo(Map.of("name", text));
  }

  /** All but what UTF-8 or YAML has no form for. */
  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('\0', '\ud7ff'),
            Arbitraries.of("\u001b[31m", "\"\n[x]: ", "\\", "\u0085", "\u2028", "\r\nx: y", "# "))
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }
}
