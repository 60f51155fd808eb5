package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TickingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a transfer ends although its origin does not. */
class BoundsTest {

  private static final byte[] CONTENT = random(100_000, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);
  private static final Optional<Checksum> UNKNOWN = Optional.empty();
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final OptionalLong SIZE = OptionalLong.of(CONTENT.length);
  private static final long MEGABYTE = 1 << 20;
  private static final int CHUNK = 1 << 17;

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start().serve("/f", CONTENT);
  private final Counter counter = new Counter();
  private TransferRule rule = TransferRule.of(QUICK);
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
  void endlessBodyOfAKnownSize_isCutOneByteBeyondIt() {
    origin.always("/f", Mishap.endless(50 * MEGABYTE));

    assertThatThrownBy(() -> bring(Optional.of(SUM), SIZE))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(
            origin.url("/f") + ": got more than 100000 bytes, want 100000 bytes. ");
    assertThat(counter.summary().received()).isLessThanOrEqualTo(CONTENT.length + CHUNK);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endlessBodyOfAnUnknownSize_isCutAtTheLimit(boolean known) {
    rule = rule.withLargest(MEGABYTE);
    origin.always("/f", Mishap.endless(50 * MEGABYTE));

    assertThatThrownBy(() -> bring(Optional.of(SUM).filter(unused -> known), ANY))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(origin.url("/f") + ": it has more than 1048576 bytes")
        .hasMessageContaining("raise -Dkubespray.maxFileSize");
    assertThat(counter.summary().received()).isLessThanOrEqualTo(MEGABYTE + CHUNK);
    assertThat(origin.requests()).hasSize(1);
    assertNothingIsLeft();
  }

  @Test
  void bodyWithoutALengthThatEndsAtItsSize_isTaken() {
    rule = rule.withLargest(CONTENT.length);
    origin.always("/f", Mishap.withoutLength());

    assertThat(bring(Optional.of(SUM), SIZE).path()).hasBinaryContent(CONTENT);
    assertThat(bring(UNKNOWN, ANY).path()).hasBinaryContent(CONTENT);
  }

  @Test
  void moreThanTheLimitAnnounced_isRefusedBeforeABodyIsRead() {
    rule = rule.withLargest(CONTENT.length - 1);

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("it has 100000 bytes, and 99999 are the most");
    assertThat(counter.summary().received()).isZero();
  }

  @Test
  void knownSizeBeyondTheLimit_isNotEvenAskedFor() {
    rule = rule.withLargest(MEGABYTE);

    assertThatThrownBy(() -> bring(Optional.of(SUM), OptionalLong.of(1L << 60)))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("maxFileSize");
    assertThat(origin.requests()).isEmpty();
  }

  @Test
  void limitOfNothing_isNone() {
    assertThatThrownBy(() -> rule.withLargest(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("maxFileSize");
  }

  @Test
  void storedItemOfAnotherSizeThanIsSaid_isRefused() {
    store.put(CONTENT);

    assertThatThrownBy(() -> bring(Optional.of(SUM), OptionalLong.of(0)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(SUM + ": got 100000 bytes, want 0 bytes");
  }

  @ParameterizedTest
  @CsvSource({"0, 100000", "100001, 100000", "100000, 0"})
  void bodyWithoutALengthOfAnotherSizeThanIsSaid_isRefused(long said, int there) {
    byte[] content = random(there, 3);
    origin.serve("/f", content).always("/f", Mishap.withoutLength());

    assertThatThrownBy(() -> bring(Optional.of(Checksum.sha256Of(content)), OptionalLong.of(said)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("want " + said + " bytes");
  }

  @Test
  void moreThanWasPackedByAnybody_isCut() {
    byte[] zeros = new byte[200 << 20];
    origin.serve("/f", zeros).always("/f", Mishap.gzipped());

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("Content-Encoding: gzip")
        .hasMessageContaining("Use a mirror");
    assertNothingIsLeft();
  }

  @Test
  void gzipOfMoreThanTheLimit_isCutAtIt() {
    rule = rule.withLargest(MEGABYTE);
    origin.serve("/f", new byte[20 << 20]).always("/f", Mishap.gzipped());

    assertThatThrownBy(() -> bring(UNKNOWN, ANY)).hasMessageContaining("maxFileSize");
    assertNothingIsLeft();
  }

  @Test
  void gzipOfMoreThanTheKnownSize_isCutAtIt() {
    origin.serve("/f", new byte[20 << 20]).always("/f", Mishap.gzipped());

    assertThatThrownBy(() -> bring(Optional.of(SUM), SIZE))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got more than 100000 bytes, want 100000 bytes");
    assertNothingIsLeft();
  }

  @Test
  void gzipOfAKnownSize_isUndone() {
    origin.always("/f", Mishap.gzipped());

    assertThat(bring(Optional.of(SUM), SIZE).path()).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, gzip", "br,gzip", "gzip;identity|x-gzip", "GZIP|gzip"})
  void severalPackings_areRefused(String encodings) {
    origin.always("/f", Mishap.encoded(encodings.replace(';', ',').split("\\|")));

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("packed it more than once");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 60000-99999/50000, 40000",
    "bytes 60000-99999/100000, 20000",
    "bytes 60000-59999/100000, 1000",
    "bytes 60000-199999/100000, 40000",
    "bytes 60000-99999/99999999999999999999, 40000"
  })
  void partThatContradictsItself_isNotTaken(String range, int length) {
    origin.misbehave("/f", Mishap.cutAfter(60_000), Mishap.part(range, length));

    assertThat(bring(Optional.of(SUM), ANY).path()).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(2).header("Range")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {70_000, 200_000})
  void partOfAFileOfAnotherSize_startsOver(int total) {
    Mishap part = Mishap.part("bytes 60000-69999/" + total, 10_000);
    origin.misbehave("/f", Mishap.cutAfter(60_000), part);

    assertThat(bring(UNKNOWN, ANY).path()).hasBinaryContent(CONTENT);
  }

  @Test
  void totalThatNeverStays_ends() {
    AtomicLong total = new AtomicLong(200_000);
    origin.always(
        "/f",
        (exchange, content) ->
            (exchange.getRequestHeaders().containsKey("Range")
                    ? Mishap.part("bytes 60000-69999/" + total.incrementAndGet(), 10_000)
                    : Mishap.cutAfter(60_000))
                .answer(exchange, content));

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY)).isInstanceOf(TransferException.class);
    assertThat(origin.requests().size()).isLessThanOrEqualTo(2 * QUICK.retries() + 2);
  }

  @Test
  void byteATry_isNoProgress() {
    origin.always("/f", Mishap.cutAfter(1));

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("a new run goes on where this one stopped");
    assertThat(origin.requests()).hasSize(QUICK.retries() + 1);
  }

  @Test
  void originWithoutRangesThatBreaksHereAndThere_isNoProgress() {
    Mishap later = Mishap.withoutRangesCutAfter(60_000);
    Mishap sooner = Mishap.withoutRangesCutAfter(50_000);
    AtomicLong count = new AtomicLong();
    origin.always(
        "/f",
        (exchange, content) ->
            (count.getAndIncrement() % 2 == 0 ? later : sooner).answer(exchange, content));

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY)).isInstanceOf(TransferException.class);
    assertThat(origin.requests().size()).isLessThanOrEqualTo(QUICK.retries() + 1);
  }

  @Test
  void linkThatBreaksAgainAndAgain_getsThereAtLast() {
    byte[] large = random(6_000_000, 4);
    origin.serve("/f", large).always("/f", Mishap.cutAfter(300_000));

    assertThat(bring(Optional.of(Checksum.sha256Of(large)), ANY).path()).hasBinaryContent(large);
    assertThat(origin.requests().size()).isGreaterThan(10 * QUICK.retries() / 2);
  }

  @Test
  void drip_countsAsBroken() {
    TickingClock clock = new TickingClock(Duration.ofSeconds(7));
    rule = TransferRule.of(QUICK.withClock(clock));
    origin.always("/f", Mishap.drip(10, Duration.ofMillis(2)));

    assertThatThrownBy(() -> bring(Optional.of(SUM), ANY))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("bytes came in 63.0 s, and 65536 are the least");
  }

  @Test
  void slowButSteadyOrigin_isWaitedFor() {
    TickingClock clock = new TickingClock(Duration.ofSeconds(7));
    rule = TransferRule.of(QUICK.withClock(clock));
    byte[] large = random(3_000_000, 5);
    origin.serve("/f", large).always("/f", Mishap.drip(20_000, Duration.ofMillis(1)));

    assertThat(bring(Optional.of(Checksum.sha256Of(large)), ANY).path()).hasBinaryContent(large);
    assertThat(Duration.ofNanos(clock.nanos())).isGreaterThan(Duration.ofMinutes(10));
  }

  @Test
  void drippingFile_countsAsBrokenToo() {
    TickingClock clock = new TickingClock(Duration.ofSeconds(61));
    rule = TransferRule.of(QUICK.withClock(clock));
    DrippingOrigin dripping = new DrippingOrigin();
    Item item = Item.of("f", SUM, List.of(dripping));

    assertThatThrownBy(() -> new Transfers(store, rule, counter).bring(item))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("only 1 bytes came");
    assertThat(dripping.opened).hasValue(QUICK.retries() + 1);
  }

  @Test
  void beginningThatIsLongerThanTheItem_isThrownAwayUnread() {
    try (var partial = store.partial(SUM.toString(), Set.of())) {
      partial.write(new byte[1 << 20], 0, 1 << 20);
    }

    assertThat(bring(Optional.of(SUM), SIZE).path()).hasBinaryContent(CONTENT);
    assertThat(origin.requests()).hasSize(1);
    assertThat(origin.requests().get(0).header("Range")).isEmpty();
  }

  @Test
  void whatAnOriginGaveOfAFileItHasChanged_isNotKept() {
    origin.misbehave("/f", Mishap.cutAfter(60_000));
    origin.always("/f", Mishap.content(random(90_000, 2)));

    assertThatThrownBy(() -> bring(Optional.of(SUM), SIZE)).isInstanceOf(IntegrityException.class);
    assertNothingIsLeft();
  }

  /** A byte with each answer that never ends. */
  private static final class DrippingOrigin implements Origin {

    private final AtomicLong opened = new AtomicLong();

    @Override
    public String name() {
      return "file:///f";
    }

    @Override
    public String key() {
      return name();
    }

    @Override
    public OpenedItem open(long from, OptionalLong to, Optional<String> validator) {
      opened.incrementAndGet();
      java.io.InputStream drip =
          new java.io.InputStream() {
            @Override
            public int read() {
              return 1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
              target[offset] = 1;
              return 1;
            }
          };
      return new OpenedItem(drip, from, OptionalLong.empty(), Optional.empty(), false, false);
    }
  }

  private Blob bring(Optional<Checksum> expected, OptionalLong size) {
    HttpTransport http = new HttpTransport(SETTINGS.withStallTimeout(Duration.ofSeconds(5)));
    return new Transfers(store, rule, counter)
        .bring(new Item("f", expected, size, List.of(HttpOrigin.of(http, origin.url("/f")))));
  }

  private void assertNothingIsLeft() {
    assertThat(store.usage().bytes()).isZero();
  }
}
