package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TestArchives;
import io.github.kubesprayoffline.testing.TurnedClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an origin may do wrong while the body comes. */
class FaultsTest {

  private static final byte[] CONTENT = random(100_000, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  @TempDir Path folder;
  private Duration stallTimeout = Duration.ofSeconds(20);
  private final OriginServer origin = OriginServer.start().serve("/f", CONTENT);
  private final Counter counter = new Counter();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void cutAtAnyByte_isResumedWithoutABytesLossOrRepeat() {
    Cuts.areResumed(origin, store, 20);
  }

  @Test
  void originWithoutRanges_isAskedForAllAgain() {
    origin.always("/f", Mishap.withoutRanges());
    origin.misbehave("/f", Mishap.cutAfter(60_000));

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(160_000);
  }

  static Stream<Mishap> uselessAnswersToARange() {
    return Stream.of(
        Mishap.wrongContentRange(),
        Mishap.withoutContentRange(),
        Mishap.refusingRanges(),
        Mishap.withoutRanges());
  }

  @ParameterizedTest
  @MethodSource("uselessAnswersToARange")
  void originThatCannotSendARange_isAskedForAllAgain(Mishap mishap) {
    origin.always("/f", mishap);
    origin.misbehave("/f", Mishap.cutAfter(60_000));

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range")).contains("bytes=60000-");
  }

  @ParameterizedTest
  @MethodSource("uselessAnswersToARange")
  void bytesOfAnEarlierRunAndNoRanges_areFetchedAnew(Mishap mishap) {
    try (var partial = store.partial(SUM.toString(), Set.of())) {
      partial.write(CONTENT, 0, 60_000);
    }
    origin.always("/f", mishap);

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void weakEtag_isNoValidatorForARange() {
    origin.misbehave("/f", Mishap.weakEtagCutAfter(60_000));

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range")).contains("bytes=60000-");
    assertThat(origin.requests().get(1).header("If-Range")).isEmpty();
  }

  @Test
  void weakEtagOfBytesNobodyVouchesFor_startsOver() {
    origin.misbehave("/f", Mishap.weakEtagCutAfter(60_000));

    assertThat(bring(Optional.empty())).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range")).isEmpty();
  }

  @Test
  void originThatChangesTheFileMeanwhile_startsOver() {
    byte[] newer = random(90_000, 2);
    origin.misbehave("/f", Mishap.cutAfter(60_000));
    origin.always("/f", Mishap.content(newer));

    assertThat(bring(Optional.empty())).hasBinaryContent(newer);
  }

  @Test
  void bytesThatNothingIdentifies_areNotResumed() {
    origin.misbehave(
        "/f",
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(random(60_000, 3));
          exchange.close();
        });

    assertThat(bring(Optional.empty())).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range")).isEmpty();
  }

  @Test
  void answerOfUnknownLength_isTakenToItsEnd() {
    origin.always("/f", Mishap.withoutLength());

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
  }

  @Test
  void emptyFile_isAnItemToo() {
    origin.serve("/f", new byte[0]);

    assertThat(bring(Optional.of(Checksum.sha256Of(new byte[0])))).isEmptyFile();
  }

  @Test
  void emptyFileThatNobodyVouchesFor_isRefused() {
    origin.always("/f", Mishap.content(new byte[0]));

    assertThatThrownBy(() -> bring(Optional.empty()))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("the answer is empty")
        .hasMessageContaining("checksum");
    assertThat(origin.requests()).hasSize(1);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 204, 205})
  void successWithoutAFile_isAFailure(int status) {
    origin.always("/f", Mishap.status(status));

    for (Optional<Checksum> expected : List.of(Optional.<Checksum>empty(), Optional.of(SUM))) {
      assertThatThrownBy(() -> bring(expected))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("HTTP " + status + ", which is no answer with a file");
    }
    assertThat(origin.requests()).hasSize(2);
    assertNothingIsLeft();
  }

  @Test
  void wrongLengthOfTheRightBytes_doesNotMatter() {
    origin.always("/f", Mishap.promisingMore(10));

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
  }

  @Test
  void wrongLengthOfBytesNobodyVouchesFor_isAFailure() {
    origin.always("/f", Mishap.promisingMore(10));

    assertThatThrownBy(() -> bring(Optional.empty())).isInstanceOf(TransferException.class);
  }

  @Test
  void truncatedWithItsOwnLength_isRefusedByItsHash() {
    origin.always("/f", Mishap.content(random(50_000, 1)));

    assertThatThrownBy(() -> bring(Optional.of(SUM)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("(50000 bytes)");
    assertNothingIsLeft();
  }

  @Test
  void otherLengthThanTheLocks_isRefusedBeforeABodyIsRead() {
    HttpTransport http = new HttpTransport(SETTINGS);
    Item item =
        new Item(
            "f",
            Optional.of(SUM),
            OptionalLong.of(99),
            List.of(HttpOrigin.of(http, origin.url("/f"))));

    assertThatThrownBy(() -> new Transfers(store, QUICK, counter).bring(item))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got 100000 bytes, want 99 bytes");
    assertThat(counter.summary().received()).isZero();
  }

  @Test
  void stalledBody_isResumed() {
    origin.misbehave("/f", Mishap.stallAfter(60_000, Duration.ofSeconds(20)));
    stallTimeout = Duration.ofMillis(300);

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void cutBody_isToldWithItsReasonAndThePause() {
    origin.misbehave("/f", Mishap.cutAfter(60_000));
    TurnedClock clock = new TurnedClock();
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void retrying(String item, String reason) {
            told.add(item + ": " + reason);
          }
        };
    Item item =
        Item.of("f", SUM, List.of(HttpOrigin.of(new HttpTransport(SETTINGS), origin.url("/f"))));

    new Transfers(store, QUICK.withClock(clock), progress).bring(item);

    assertThat(told).singleElement().asString().matches("f: .+; next try in 1 s");
    assertThat(clock.pauses()).hasSize(1);
  }

  @Test
  void connectionThatAlwaysBreaks_endsWithEveryAttempt() {
    origin.always("/f", Mishap.cutAfter(0));

    assertThatThrownBy(() -> bring(Optional.of(SUM)))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(origin.url("/f").toString())
        .cause()
        .satisfies(last -> assertThat(last.getSuppressed()).hasSize(QUICK.retries()));
  }

  @Test
  void gzipThatNobodyAskedFor_isUndone() {
    origin.always("/f", Mishap.gzipped());

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(0).header("Accept-Encoding")).contains("identity");
  }

  @Test
  void archiveDeclaredAsGzipEncoded_isKeptAsItIs() throws IOException {
    byte[] archive = TestArchives.gzip(CONTENT);
    origin.serve("/f", CONTENT).always("/f", declaredGzip(archive));

    assertThat(bring(Optional.of(Checksum.sha256Of(archive)))).hasBinaryContent(archive);
  }

  @Test
  void gzipOfSomethingElse_isRefused() {
    origin.serve("/f", random(10, 9)).always("/f", Mishap.gzipped());

    assertThatThrownBy(() -> bring(Optional.of(SUM))).isInstanceOf(IntegrityException.class);
    assertNothingIsLeft();
  }

  @Test
  void bytesThatAreAllThere_needNoRequest() {
    try (var partial = store.partial(SUM.toString(), Set.of())) {
      partial.write(CONTENT, 0, CONTENT.length);
    }

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(origin.requests()).isEmpty();
  }

  @Test
  void bytesThatAreAllThereButNobodyVouchesFor_areNotSentAgain() {
    origin.misbehave("/f", Mishap.promisingMore(1));
    assertThatThrownBy(() -> bring(Optional.empty(), RetryPolicy.NEVER, "/f"));

    assertThat(bring(Optional.empty())).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range")).contains("bytes=100000-");
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void urlsThatDifferInTheirQueries_areOtherFilesIfNobodyVouchesForThem() {
    origin.misbehave("/f", Mishap.cutAfter(60_000));
    assertThatThrownBy(() -> bring(Optional.empty(), RetryPolicy.NEVER, "/f?v=1"));

    assertThat(bring(Optional.empty(), QUICK, "/f?v=2")).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void secretsOfAUrl_areNotWrittenDown(boolean known) throws IOException {
    origin.misbehave("/f", Mishap.cutAfter(60_000));
    Optional<Checksum> expected = Optional.of(SUM).filter(unused -> known);
    assertThatThrownBy(() -> bring(expected, RetryPolicy.NEVER, "/f?signature=hidden"))
        .hasMessageNotContaining("hidden");

    try (Stream<Path> files = Files.walk(store.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("hidden");
      }
    }
    bring(expected, QUICK, "/f?signature=hidden");
    assertThat(origin.requests().get(1).header("If-Range")).as("resumed").isPresent();
  }

  @Test
  void moreBytesThanTheFileHas_areNoBeginningOfIt() {
    try (var partial = store.partial(SUM.toString(), Set.of())) {
      partial.write(new byte[CONTENT.length + 1], 0, CONTENT.length + 1);
    }

    assertThat(bring(Optional.of(SUM))).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  private static Mishap declaredGzip(byte[] archive) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("Content-Encoding", "x-gzip");
      OriginServer.behave(exchange, archive);
    };
  }

  private Path bring(Optional<Checksum> expected) {
    return bring(expected, QUICK, "/f");
  }

  private Path bring(Optional<Checksum> expected, RetryPolicy retry, String path) {
    HttpTransport http = new HttpTransport(SETTINGS.withStallTimeout(stallTimeout));
    return new Transfers(store, retry, counter)
        .bring(
            new Item(
                "f",
                expected,
                OptionalLong.empty(),
                List.of(HttpOrigin.of(http, origin.url(path)))))
        .path();
  }

  private void assertNothingIsLeft() {
    assertThat(store.usage().bytes()).isZero();
  }
}
