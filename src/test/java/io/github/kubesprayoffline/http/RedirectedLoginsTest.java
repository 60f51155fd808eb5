package io.github.kubesprayoffline.http;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.RawServer;
import io.github.kubesprayoffline.testing.TestTls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where logins go when servers send us on. */
class RedirectedLoginsTest {

  private static final Credentials LOGIN = Credentials.basic("me", "secret");

  private final OriginServer origin = OriginServer.start();
  private final OriginServer other = OriginServer.start().serve("/g", "hello".getBytes(UTF_8));

  @AfterEach
  void close() {
    origin.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization", "Cookie", "PROXY-AUTHORIZATION", "X-JFrog-Art-Api", "Private"})
  void headersThatMayBeLogins_stayAtTheirOrigin(String header) {
    origin.always("/a", Mishap.redirect(307, other.url("/g").toString()));

    new HttpTransport(SETTINGS)
        .send(
            Request.get(origin.url("/a"))
                .withHeader(header, "secret")
                .withHeader("Range", "bytes=0-1"))
        .close();

    assertThat(origin.requests("/a").get(0).header(header)).contains("secret");
    assertThat(other.requests("/g").get(0).header(header)).isEmpty();
    assertThat(other.requests("/g").get(0).header("Range")).contains("bytes=0-1");
  }

  @Test
  void chainThatComesBack_hasLostItsLogin() {
    origin.always("/a", Mishap.redirect(302, other.url("/b").toString()));
    other.always("/b", Mishap.redirect(302, origin.url("/c").toString()));
    origin.always("/c", Mishap.status(401));

    Response answer =
        new HttpTransport(SETTINGS)
            .send(Request.get(origin.url("/a")).withHeader("Authorization", "Bearer mine"));

    assertThat(answer.strayed()).isTrue();
    assertThat(origin.requests("/c").get(0).header("Authorization")).isEmpty();
    assertThatThrownBy(answer::expectSuccess)
        .hasMessageContaining(origin.url("/c") + ": HTTP 401. A redirect led there");
  }

  @Test
  void redirectToAHostInTheClear_doesNotMakeItsLoginVisible() {
    origin.always("/a", Mishap.redirect(302, other.url("/g").toString()));
    HttpSettings settings = SETTINGS.withCredentials(Map.of(other.url("").getAuthority(), LOGIN));

    new HttpTransport(settings).send(Request.get(origin.url("/a"))).close();
    new HttpTransport(settings).send(Request.get(other.url("/g"))).close();

    assertThat(other.requests("/g").get(0).header("Authorization")).isEmpty();
    assertThat(other.requests("/g").get(1).header("Authorization")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"PUT, 307, false", "POST, 308, false", "PATCH, 307, false", "GET, 302, true"})
  void redirectToAHostWithALoginOfItsOwn_readsByItAndDoesNotWrite(
      String method, int status, boolean loggedIn, @TempDir Path folder) throws Exception {
    TestTls tls = TestTls.create(folder, "server");
    try (OriginServer secure = OriginServer.startTls(tls.serverContext(tls), false)) {
      secure.always("/g", Mishap.status(200));
      origin.always("/a", Mishap.redirect(status, secure.url("/g").toString()));
      HttpSettings settings =
          SETTINGS
              .withTls(Map.of("127.0.0.1", TlsFiles.ca(tls.certificate())))
              .withCredentials(Map.of(secure.url("").getAuthority(), LOGIN));

      new HttpTransport(settings).send(Request.of(method, origin.url("/a"))).close();

      assertThat(secure.requests("/g")).hasSize(1);
      assertThat(secure.requests("/g").get(0).header("Authorization").isPresent())
          .isEqualTo(loggedIn);
    }
  }

  @Test
  void loginThatAServerWritesIntoALocation_isNotSent() {
    String location = other.url("/g").toString().replace("://", "://me:theirs@");
    origin.always("/a", Mishap.redirect(302, location));

    new HttpTransport(SETTINGS).send(Request.get(origin.url("/a"))).close();

    assertThat(other.requests("/g").get(0).header("Authorization")).isEmpty();
  }

  @Test
  void loginInTheUsersUrl_staysAtItsOrigin() {
    origin.always("/a", Mishap.redirect(302, origin.url("/b").toString()));
    origin.always("/b", Mishap.redirect(302, other.url("/g").toString()));
    URI uri = URI.create(origin.url("/a").toString().replace("://", "://me:secret@"));

    Response answer = new HttpTransport(SETTINGS).send(Request.get(uri));

    assertThat(origin.requests("/b").get(0).header("Authorization")).contains("Basic bWU6c2VjcmV0");
    assertThat(other.requests("/g").get(0).header("Authorization")).isEmpty();
    assertThat(answer.uri()).isEqualTo(other.url("/g"));
  }

  @Test
  void schemeInCapitals_isFollowed() {
    origin.always("/a", Mishap.redirect(302, other.url("/g").toString().replace("http:", "HTTP:")));

    assertThat(new HttpTransport(SETTINGS).send(Request.get(origin.url("/a"))).status())
        .isEqualTo(200);
  }

  @Test
  void secretRequest_isNotSentToAnotherOrigin() {
    origin.always("/a", Mishap.redirect(307, other.url("/g").toString()));
    Request post =
        Request.of("POST", origin.url("/a"))
            .withBody(BodySource.of("secret".getBytes(UTF_8)))
            .with(Request.Limit.AT_ITS_ORIGIN);

    assertThatThrownBy(() -> new HttpTransport(SETTINGS).send(post))
        .hasMessageContaining("refused to take a login along to " + other.url("/g"));
    assertThat(other.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://Example.com/, https://example.com:443/x, true",
    "HTTP://example.com, http://me:x@example.com:80, true",
    "http://[::1]:5000/, http://[0:0:0:0:0:0:0:1]:5000/, true",
    "http://example.com/, https://example.com/, false",
    "http://example.com:443/, https://example.com/, false",
    "https://example.com/, https://example.com./, false",
    "https://example.com/, https://example.com:8443/, false",
    "https://example.com/, https://example.com@evil.example/, false",
    "https://example.com/, https://www.example.com/, false",
  })
  void origins_areComparedInOneSpelling(URI one, URI other, boolean same) {
    assertThat(Origin.of(one).equals(Origin.of(other))).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[::1]:5000", "[0:0:0:0:0:0:0:1]:5000", "[0::1]:5000", "[::1]", "Hub.Example.com"})
  void hosts_areFoundInAnySpelling(String written) {
    HttpSettings settings = SETTINGS.withInsecureHosts(java.util.Set.of(written));

    assertThat(
            settings.allowsInsecure(URI.create("http://[0:0:0:0:0:0:0:1]:5000/"))
                || settings.allowsInsecure(URI.create("https://hub.example.com/")))
        .isTrue();
  }

  @Test
  void unauthorizedOverTls_isAnAnswerAlsoWhereAProxyHasALogin(@TempDir Path folder)
      throws Exception {
    TestTls tls = TestTls.create(folder, "server");
    ProxyRule elsewhere =
        new ProxyRule(
            "",
            "127.0.0.1",
            9,
            Optional.of(new ProxyRule.Login("me", "secret")),
            List.of("127.0.0.1"));
    for (String status : List.of("401 No\r\nWWW", "407 No\r\nProxy")) {
      String head = "HTTP/1.1 " + status + "-Authenticate: Basic realm=\"x\"\r\n";
      try (RawServer server =
          RawServer.startTls(
              tls.serverContext(tls), RawServer.Answer.of(head + "Content-Length: 0\r\n\r\n"))) {
        HttpSettings settings =
            SETTINGS
                .withProxies(List.of(elsewhere))
                .withTls(Map.of("127.0.0.1", TlsFiles.ca(tls.certificate())));

        int got = new HttpTransport(settings).send(Request.get(server.url("/f"))).status();

        assertThat(status).startsWith(Integer.toString(got));
        assertThat(server.heads()).noneMatch(line -> line.contains("Authorization"));
      }
    }
  }
}
