package io.github.kubesprayoffline.registry;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that sends us on, and another server that would like to see its login. */
class LoginsAtHomeTest {

  private static final byte[] BLOB = "blob".getBytes(UTF_8);
  private static final Checksum DIGEST = Checksum.sha256Of(BLOB);
  private static final Credential PASSWORD = Credential.from("alice", "S3cret");

  /** jib's mark for a password that is an identity token. */
  private static final Credential IDENTITY = Credential.from("<token>", "S3cret");

  private static final String IN_BASE64 = "YWxpY2U6UzNjcmV0";
  private static final String MANIFEST = "/v2/a/b/manifests/1";
  private static final String UPLOADS = "/v2/a/b/blobs/uploads/";

  private final OriginServer registry = OriginServer.start();
  private final OriginServer other = OriginServer.start();
  private String realm = registry.url() + "/token";

  /** Everything that a registry may be asked for. */
  private enum Wish {
    MANIFEST(LoginsAtHomeTest.MANIFEST) {
      @Override
      void ask(Repository repository) {
        repository.manifest("1");
      }
    },
    DIGEST(LoginsAtHomeTest.MANIFEST) {
      @Override
      void ask(Repository repository) {
        repository.digestOf("1");
      }
    },
    BLOB("/v2/a/b/blobs/" + LoginsAtHomeTest.DIGEST) {
      @Override
      void ask(Repository repository) {
        repository.openBlob(LoginsAtHomeTest.DIGEST, Map.of()).expectSuccess().close();
      }
    },
    BLOB_THERE("/v2/a/b/blobs/" + LoginsAtHomeTest.DIGEST) {
      @Override
      void ask(Repository repository) {
        repository.hasBlob(LoginsAtHomeTest.DIGEST);
      }
    },
    SMALL_UPLOAD(UPLOADS) {
      @Override
      void ask(Repository repository) {
        repository.putBlob(LoginsAtHomeTest.DIGEST, BlobContent.of(LoginsAtHomeTest.BLOB));
      }
    },
    LARGE_UPLOAD(UPLOADS) {
      @Override
      void ask(Repository repository) {
        byte[] large = new byte[5 << 20];
        repository.putBlob(Checksum.sha256Of(large), BlobContent.of(large));
      }
    },
    MOUNT(UPLOADS) {
      @Override
      void ask(Repository repository) {
        repository.mount(LoginsAtHomeTest.DIGEST, "c/d");
      }
    },
    NEW_MANIFEST(LoginsAtHomeTest.MANIFEST) {
      @Override
      void ask(Repository repository) {
        repository.putManifest("1", Document.parse("a", "", "{\"manifests\":[]}".getBytes(UTF_8)));
      }
    };

    private final String path;

    Wish(String path) {
      this.path = path;
    }

    abstract void ask(Repository repository);
  }

  @BeforeEach
  void theOtherOneWantsALogin() {
    registry.always("/v2/", Mishap.status(200));
    registry.serve("/token", "{\"token\":\"OURS\"}".getBytes(UTF_8));
    other.serve("/token", "{\"token\":\"THEIRS\"}".getBytes(UTF_8));
    other.always("/x", challenge(bearer(other.url() + "/token"), "Basic realm=\"other\""));
  }

  @AfterEach
  void close() {
    registry.close();
    other.close();
  }

  @ParameterizedTest
  @EnumSource
  void redirectToAnotherHostThatAsksForALogin_isAPlaceThatFailed(Wish wish) {
    registry.always(wish.path, withLogin(Mishap.redirect(307, other.url("/x").toString())));

    askAndFail(wish, PASSWORD);
    askAndFail(wish, IDENTITY);

    assertThat(other.requests("/x")).isNotEmpty();
    assertNothingOfOursIsThere();
  }

  @ParameterizedTest
  @EnumSource(names = {"SMALL_UPLOAD", "LARGE_UPLOAD"})
  void uploadLocationOnAnotherHostThatAsksForALogin_isAPlaceThatFailed(Wish wish) {
    registry.always(UPLOADS, withLogin(sendingOnTo(other.url("/x").toString())));

    askAndFail(wish, PASSWORD);
    askAndFail(wish, IDENTITY);

    assertThat(other.requests("/x")).isNotEmpty();
    assertNothingOfOursIsThere();
  }

  @ParameterizedTest
  @EnumSource(names = {"SMALL_UPLOAD", "LARGE_UPLOAD"})
  void uploadLocationOnAnotherHostThatWeHaveALoginFor_doesNotGetIt(Wish wish) {
    registry.always(UPLOADS, withLogin(sendingOnTo(other.url("/x").toString())));

    assertThatThrownBy(() -> wish.ask(repository(withALoginForTheOther(), PASSWORD)))
        .isInstanceOf(OfflineException.class);

    assertThat(other.requests("/x")).isNotEmpty();
    assertNothingOfOursIsThere();
  }

  private HttpSettings withALoginForTheOther() {
    return SETTINGS
        .withInsecureHosts(Set.of(registry.url("").getAuthority()))
        .withCredentials(
            Map.of(
                other.url("").getAuthority(),
                io.github.kubesprayoffline.http.Credentials.basic("alice", "S3cret")));
  }

  @Test
  void detourThatLeadsBack_teachesNothing() {
    registry.always(MANIFEST, withLogin(Mishap.redirect(307, other.url("/back").toString())));
    registry.always("/v2/back", challenge(bearer(other.url() + "/token")));
    other.always("/back", Mishap.redirect(307, registry.url("/v2/back").toString()));

    askAndFail(Wish.MANIFEST, PASSWORD);

    assertThat(registry.requests("/v2/back")).hasSize(1);
    assertThat(registry.requests("/v2/back").get(0).header("Authorization")).isEmpty();
    assertNothingOfOursIsThere();
  }

  @Test
  void challengeOfAnother_doesNotReplaceThatOfTheRegistry() {
    registry.misbehave(MANIFEST, Mishap.redirect(307, other.url("/x").toString()));
    askAndFail(Wish.MANIFEST, PASSWORD);
    registry.serve(MANIFEST, "{\"manifests\":[]}".getBytes(UTF_8));
    registry.always(MANIFEST, withLogin(OriginServer::behave));

    assertThat(repository(PASSWORD).manifest("1")).isPresent();
    assertNothingOfOursIsThere();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void tokenServiceThatSendsLoginsOn_isRefused(int status) {
    registry.always(MANIFEST, withLogin(OriginServer::behave));
    registry.always("/token", Mishap.redirect(status, other.url("/token").toString()));

    askAndFail(Wish.MANIFEST, PASSWORD);
    askAndFail(Wish.MANIFEST, IDENTITY);

    assertThat(other.requests()).isEmpty();
  }

  @Test
  void realmInTheClearAtAnotherHost_isRefusedWithTheWayOut() {
    realm = other.url() + "/token?account=S3cret";
    registry.always(MANIFEST, withLogin(OriginServer::behave));

    for (Credential login : List.of(PASSWORD, IDENTITY)) {
      assertThatThrownBy(() -> repository(login).manifest("1"))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining(other.url() + "/token?..., which is not HTTPS")
          .hasMessageContaining("have its token service answer by HTTPS")
          .hasMessageNotContaining("S3cret");
    }
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void realmInTheClearAtAnotherRegistryThatIsAllowed_isRefusedToo() {
    realm = other.url() + "/token";
    registry.always(MANIFEST, withLogin(OriginServer::behave));
    HttpSettings settings =
        SETTINGS.withInsecureHosts(
            Set.of(registry.url("").getAuthority(), other.url("").getAuthority()));

    assertThatThrownBy(() -> repository(settings, PASSWORD).manifest("1"))
        .hasMessageContaining("not HTTPS");
    assertThat(other.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://127.0.0.1/t", "nonsense", "http://", "//127.0.0.1/t", "http://me:x@h/t"})
  void realmThatIsNoUrl_isSaid(String odd) {
    realm = odd;
    registry.always(MANIFEST, withLogin(OriginServer::behave));

    assertThatThrownBy(() -> repository(PASSWORD).manifest("1"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("its token service is at no http URL");
  }

  @Test
  void probeForPlainHttp_carriesNoLogin() {
    String host = registry.url("").getAuthority();
    registry.serve(MANIFEST, "{\"manifests\":[]}".getBytes(UTF_8));
    HttpSettings settings =
        SETTINGS
            .withInsecureHosts(Set.of(host))
            .withCredentials(
                Map.of(host, io.github.kubesprayoffline.http.Credentials.basic("alice", "S3cret")));

    repository(settings, PASSWORD).manifest("1");

    assertThat(registry.requests("/v2/").get(0).header("Authorization")).isEmpty();
    assertThat(registry.requests(MANIFEST).get(0).header("Authorization"))
        .contains("Basic " + IN_BASE64);
  }

  @Test
  void probeThatIsSentElsewhere_findsNoRegistry() {
    registry.always("/v2/", Mishap.redirect(302, other.url("/v2/").toString()));
    other.always("/v2/", Mishap.status(200));

    String host = registry.url("").getAuthority();
    HttpTransport transport = new HttpTransport(SETTINGS.withInsecureHosts(Set.of(host)));
    assertThat(Endpoint.of(transport, host)).isEqualTo(URI.create("https://" + host + "/v2/"));
  }

  private void askAndFail(Wish wish, Credential login) {
    Repository repository = repository(login);
    if (wish == Wish.MOUNT) {
      assertThat(repository.mount(DIGEST, "c/d")).isFalse();
    } else {
      assertThatThrownBy(() -> wish.ask(repository)).isInstanceOf(OfflineException.class);
    }
  }

  private void assertNothingOfOursIsThere() {
    assertThat(other.requests("/token")).isEmpty();
    assertThat(other.requests())
        .allSatisfy(
            seen -> {
              assertThat(seen.headers().entrySet().toString())
                  .doesNotContain(IN_BASE64, "OURS", "S3cret");
              assertThat(seen.header("Authorization")).isEmpty();
              assertThat(seen.body()).doesNotContain("S3cret");
            });
  }

  private Repository repository(Credential login) {
    return repository(SETTINGS.withInsecureHosts(Set.of(registry.url("").getAuthority())), login);
  }

  private Repository repository(HttpSettings settings, Credential login) {
    String host = registry.url("").getAuthority();
    Logins logins = new Logins(Map.of(host, login), List.of());
    return new Registries(new HttpTransport(settings), logins).repository(host, "a/b");
  }

  /** Lets in who has a token of the registry's own. */
  private Mishap withLogin(Mishap inside) {
    return (exchange, content) -> {
      if ("Bearer OURS".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        inside.answer(exchange, content);
      } else {
        challenge(bearer(realm)).answer(exchange, content);
      }
    };
  }

  private static Mishap challenge(String... challenges) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().put("WWW-Authenticate", List.of(challenges));
      OriginServer.empty(exchange, 401);
    };
  }

  private static String bearer(String realm) {
    return "Bearer realm=\"%s\",service=\"s\",scope=\"x\"".formatted(realm);
  }

  private static Mishap sendingOnTo(String location) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("Location", location);
      OriginServer.empty(exchange, 202);
    };
  }
}
