package io.github.kubesprayoffline.transfer;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.http.retry.Clock;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Partial;
import io.github.kubesprayoffline.store.Segment;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.store.Usage;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TickingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedFetchTest {

  private static final byte[] CONTENT = random(9 << 20, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  /** By which every connection is slow. */
  private static final Clock SLOW = new TickingClock(Duration.ofMillis(10));

  private static final int BEGINNING = 1_000_000;

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start().serve("/f", CONTENT);
  private final Counter counter = new Counter();
  private Duration stallTimeout = Duration.ofSeconds(20);
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
  void slowConnection_getsHelpFromOthers() {
    origin.misbehave("/f", Mishap.holdAfter(BEGINNING, this::hasHelpBrought));

    Blob blob = bring(QUICK);

    assertThat(blob.path()).hasBinaryContent(CONTENT);
    assertThat(origin.requests().get(1).header("Range"))
        .get()
        .asString()
        .matches("bytes=\\d+-\\d+");
    assertThat(origin.requests().get(1).header("If-Range")).isPresent();
    assertThat(store.usage()).isEqualTo(new Usage(1, CONTENT.length));
  }

  @Test
  void helpersThatFail_leaveTheirPartToTheFirst() {
    stallTimeout = Duration.ofSeconds(1);
    origin.misbehave(
        "/f",
        Mishap.holdAfter(BEGINNING, this::haveHelpersAsked),
        Mishap.cutAfter(1_000_000),
        Mishap.status(404),
        Mishap.stallAfter(500_000, Duration.ofSeconds(5)));

    assertThat(bring(QUICK).path()).hasBinaryContent(CONTENT);
  }

  @Test
  void serverThatIgnoresRanges_isReadByOne() {
    Mishap all = Mishap.withoutRanges();
    origin.misbehave("/f", Mishap.holdAfter(BEGINNING, this::haveHelpersAsked), all, all, all);

    assertThat(bring(QUICK).path()).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void helperThatGetsMoreThanItAskedFor_takesItsPartAlone() {
    Mishap more = Mishap.toTheEnd();
    origin.misbehave("/f", Mishap.holdAfter(BEGINNING, this::haveHelpersAsked), more, more, more);

    assertThat(bring(QUICK).path()).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void serverThatCannotCount_isReadByOne() {
    Mishap wrong = Mishap.wrongContentRange();
    origin.misbehave(
        "/f", Mishap.holdAfter(BEGINNING, this::haveHelpersAsked), wrong, wrong, wrong);

    assertThat(bring(QUICK).path()).hasBinaryContent(CONTENT);
    assertThat(counter.summary().received()).isEqualTo(CONTENT.length);
  }

  @Test
  void brokenOff_theNextRunUsesWhatAllHadRead() {
    origin.misbehave("/f", Mishap.holdAfter(BEGINNING, this::hasHelpBrought, 2_000_000));
    assertThatThrownBy(() -> bring(RetryPolicy.NEVER)).hasMessageContaining("goes on where");
    long before = counter.summary().received();

    Counter second = new Counter();
    new Transfers(Store.open(store.root()), QUICK, second).bring(item());

    assertThat(before).isGreaterThan(2_000_000);
    assertThat(second.summary().received()).isEqualTo(CONTENT.length - before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000, 3_000_000})
  void diedWhileAbsorbing_theNextRunNeedsNoRequest(int absorbed) {
    int third = CONTENT.length / 3;
    try (Partial partial = store.partial(SUM.toString(), Set.of());
        Segment second = partial.segment(third);
        Segment last = partial.segment(2L * third)) {
      second.write(CONTENT, third, third);
      last.write(CONTENT, 2 * third, third);
      partial.write(CONTENT, 0, third + absorbed);
    }

    assertThat(bring(QUICK).path()).hasBinaryContent(CONTENT);
    assertThat(origin.requests()).isEmpty();
    assertThat(store.usage()).isEqualTo(new Usage(1, CONTENT.length));
  }

  private Blob bring(RetryPolicy retry) {
    return new Transfers(store, retry.withClock(SLOW), counter).bring(item());
  }

  private boolean hasHelpBrought() {
    return counter.summary().received() > BEGINNING;
  }

  private boolean haveHelpersAsked() {
    return origin.requests().size() >= 4;
  }

  private Item item() {
    HttpTransport http = new HttpTransport(SETTINGS.withStallTimeout(stallTimeout));
    return Item.of("f", SUM, List.of(HttpOrigin.of(http, origin.url("/f"))));
  }
}
