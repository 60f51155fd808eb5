package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.http.Credentials;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.TlsFiles;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.RealNginx;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestTls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server as the world has them. */
@RequiresProgram("nginx")
class NginxIT {

  private static final byte[] CONTENT = random(8 << 20, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void lay() throws Exception {
    Files.createDirectories(folder.resolve("www"));
    Files.write(folder.resolve("www/f"), CONTENT);
    store = Store.open(folder.resolve("store"));
  }

  @Test
  void https_speaksHttp2_butForPartsWithConnectionsOfTheirOwn() throws Exception {
    TestTls tls = TestTls.create(folder, "nginx");
    String server =
        "ssl_certificate %s; ssl_certificate_key %s;".formatted(tls.certificate(), tls.key());
    try (RealNginx nginx = RealNginx.start(folder, "ssl http2", server)) {
      bring(
          SETTINGS.withTls(Map.of("127.0.0.1", TlsFiles.ca(tls.certificate()))),
          "https://127.0.0.1:%d/f".formatted(nginx.port()));

      assertThat(nginx.requests())
          .anyMatch(line -> line.startsWith("HTTP/2.0 200"))
          .allMatch(line -> line.startsWith(isPart(line) ? "HTTP/1.1 206" : "HTTP/2.0 20"));
    }
  }

  @Test
  void begunItem_isResumedByRange() throws Exception {
    try (var partial = store.partial(SUM.toString(), Set.of())) {
      partial.write(CONTENT, 0, 5_000_000);
    }
    try (RealNginx nginx = RealNginx.start(folder, "", "")) {
      bring(SETTINGS, "http://127.0.0.1:%d/f".formatted(nginx.port()));

      assertThat(nginx.requests().get(0)).isEqualTo("HTTP/1.1 206 GET /f bytes=5000000-");
    }
  }

  @Test
  void limitedConnection_getsHelpFromOthers() throws Exception {
    try (RealNginx nginx = RealNginx.start(folder, "", "limit_rate 3m;")) {
      bring(SETTINGS, "http://127.0.0.1:%d/f".formatted(nginx.port()));

      assertThat(nginx.requests()).hasSizeGreaterThan(2).anyMatch(line -> line.contains(" 206 "));
    }
  }

  @Test
  void loginOfTheHost_letsIn() throws Exception {
    Files.writeString(folder.resolve("users"), "me:{PLAIN}secret\n");
    String server = "auth_basic x; auth_basic_user_file %s/users;".formatted(folder);
    try (RealNginx nginx = RealNginx.start(folder, "", server)) {
      String host = "127.0.0.1:" + nginx.port();
      bring(
          SETTINGS.withCredentials(Map.of(host, Credentials.basic("me", "secret"))),
          "http://%s/f".formatted(host));

      assertThat(nginx.requests().get(0)).isEqualTo("HTTP/1.1 200 GET /f -");
    }
  }

  private static boolean isPart(String line) {
    return line.matches(".* bytes=\\d+-\\d+");
  }

  private void bring(HttpSettings settings, String url) {
    HttpTransport http = new HttpTransport(settings);
    Item item = Item.of("f", SUM, List.of(HttpOrigin.of(http, URI.create(url))));

    assertThat(new Transfers(store, QUICK).bring(item).path()).hasBinaryContent(CONTENT);
  }
}
