package io.github.kubesprayoffline.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  private static final String LABEL = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mirror",
        "mirror.example.com",
        "1and1.example",
        "*.example.com",
        "xn--bcher-kva.example",
        "A.B",
        "10.0.0.5",
        "255.255.255.255",
        "0.0.0.0",
        "::1",
        "fd00::5",
        "2001:DB8::1:0:0:1"
      })
  void nameOrAddress_isTaken(String host) {
    assertThat(HostName.fault(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "a.",
        ".a",
        "a..b",
        "-a",
        "a-",
        "a_b",
        "$(x)",
        "x/y",
        "<b>",
        "a b",
        "a\nb",
        "*",
        "a.*.b",
        "*a.b",
        "*.*.b",
        "*.",
        "999.1.1.1",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "010.0.0.1",
        "1.2.3.4.",
        "0x7f.1",
        "a.1",
        "10",
        "b\u00fccher.example",
        "[::1]",
        "::1%eth0",
        "fe80::1%1",
        ":::",
        "1::2::3",
        "::ffff:1.2.3.4",
        "10.0.0.0/8",
        "fd00::/8",
        "a:443",
        "10.0.0.5:8080",
        "a\u0000b",
        "a@b",
        "'a'",
        "`id`"
      })
  void whatIsNeither_isRefused(String host) {
    assertThat(HostName.fault(host)).isPresent();
  }

  @Test
  void lengths_areThoseOfDns() {
    String longest = String.join(".", LABEL, LABEL, LABEL, "a".repeat(61));

    assertThat(HostName.fault(longest)).isEmpty();
    assertThat(HostName.fault(longest + "a")).isPresent();
    assertThat(HostName.fault(LABEL + "a.example")).isPresent();
    assertThat(HostName.fault("a".repeat(300))).isPresent();
  }

  @Test
  void everySource_refusesWhatIsNoHost(@TempDir Path folder) {
    List<String> hosts = List.of("good.example", "$(x)", "999.1.1.1");

    assertThatThrownBy(() -> new OwnAuthority(folder, hosts, line -> {}))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContainingAll("2 problems", "'$(x)'", "'999.1.1.1'");
    assertThatThrownBy(() -> new AcmeSource(folder, null, List.of("x/y"), line -> {}))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new GivenFiles(folder, folder, List.of("<b>")))
        .isInstanceOf(InvalidInputException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thisMachine_hasOnlyNamesThatACertificateTakes() {
    assertThat(HostNames.require(HostNames.local())).contains("localhost", "127.0.0.1");
  }
}
