package io.github.kubesprayoffline.store;

import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {

  private static final byte[] CONTENT = random(200_000, 1);
  private static final Checksum SUM = Checksum.sha256Of(CONTENT);

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
  }

  @Test
  void emptyStore_hasNothingAndLeavesNoTrace() {
    assertThat(store.find(SUM)).isEmpty();
    assertThat(store.usage()).isEqualTo(new Usage(0, 0));
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void admittedBytes_areFoundByAnotherStoreOnTheFolder() {
    Blob blob = store.put(CONTENT);

    assertThat(Store.open(store.root()).find(SUM)).contains(blob);
    assertThat(blob).isEqualTo(new Blob(SUM, CONTENT.length, blob.path()));
    assertThat(blob.path()).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void admittedBytes_areFoundByTheChecksumTheyWereExpectedBy(Algorithm algorithm) {
    var digest = algorithm.newDigest();
    digest.update(CONTENT);
    Checksum expected = Checksum.of(algorithm, digest);
    try (Partial partial = store.partial("key", Set.of(algorithm))) {
      partial.write(CONTENT, 0, CONTENT.length);
      partial.admit(expected);
    }

    assertThat(store.find(expected)).map(Blob::sha256).contains(SUM);
  }

  @Test
  void wrongBytes_areNotAdmitted() {
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, 1000);
      assertThatThrownBy(() -> partial.admit(SUM))
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining("want " + SUM);
    }
    assertThat(store.find(SUM)).isEmpty();
  }

  @Test
  void unfinishedBytes_areHashedOnFromWhereTheyStopped() {
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, 150_000);
      partial.note("etag");
    }
    try (Partial partial = store.partial("key", Set.of())) {
      assertThat(partial.length()).isEqualTo(150_000);
      assertThat(partial.note()).contains("etag");
      partial.write(CONTENT, 150_000, 50_000);

      assertThat(partial.admit(SUM).sha256()).isEqualTo(SUM);
    }
    assertThat(folder.resolve("store/partial")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60_000, 99_999, 100_000})
  void diedWhileAbsorbing_theRestIsTakenInOnce(int absorbed) {
    try (Partial partial = store.partial("key", Set.of());
        Segment segment = partial.segment(100_000)) {
      partial.write(CONTENT, 0, 100_000);
      segment.write(CONTENT, 100_000, 100_000);
      partial.write(CONTENT, 100_000, absorbed);
    }

    try (Partial partial = store.partial("key", Set.of())) {
      assertThat(partial.nextAhead()).hasValue(100_000);
      partial.absorb();

      assertThat(partial.nextAhead()).isEmpty();
      assertThat(partial.length()).isEqualTo(CONTENT.length);
      assertThat(partial.admit(SUM).sha256()).isEqualTo(SUM);
    }
    assertThat(folder.resolve("store/partial")).isEmptyDirectory();
  }

  @Test
  void flippedByte_isNoticedBeforeUse() throws IOException {
    Blob blob = store.put(CONTENT);
    flipByte(blob.path());

    assertThat(store.find(SUM)).isEmpty();
    assertThat(blob.path()).doesNotExist();
    assertThat(store.put(CONTENT).path()).hasBinaryContent(CONTENT);
  }

  @Test
  void byteFlippedThroughTheLinkInTarget_isNoticedToo() throws IOException {
    Path target = folder.resolve("target/f");
    store.link(store.put(CONTENT), target);
    flipByte(target);

    assertThat(store.find(SUM)).isEmpty();
  }

  @Test
  void rottenEntryThatSomebodySuspects_isTakenOut() throws IOException {
    Blob blob = store.put(CONTENT);
    Path target = folder.resolve("target/f");
    store.link(blob, target);
    rot(blob.path());
    assertThat(store.find(SUM)).as("nothing shows").isPresent();

    Store.suspect(target);

    assertThat(store.find(SUM)).isEmpty();
    assertThat(blob.path()).doesNotExist();
  }

  @Test
  void wronglySuspectedEntry_staysAndIsSealedAgain() throws IOException {
    Blob blob = store.put(CONTENT);
    FileTime sealed = Files.getLastModifiedTime(blob.path());
    Store.suspect(blob.path());

    assertThat(store.find(SUM)).contains(blob);
    assertThat(Files.getLastModifiedTime(blob.path())).isEqualTo(sealed);
  }

  @Test
  void rottenSmallEntry_isNoticedAtItsNextUse() throws IOException {
    byte[] manifest = random(5_000, 2);
    rot(store.put(manifest).path());

    assertThat(store.find(Checksum.sha256Of(manifest))).isEmpty();
  }

  @Test
  void truncatedEntry_isNoticed() throws IOException {
    Blob blob = store.put(CONTENT);
    try (RandomAccessFile file = writable(blob.path())) {
      file.setLength(10);
    }

    assertThat(store.find(SUM)).isEmpty();
  }

  @Test
  void touchedEntry_isHashedAndSealedAgain() throws IOException {
    Blob blob = store.put(CONTENT);
    FileTime sealed = Files.getLastModifiedTime(blob.path());
    Files.setLastModifiedTime(blob.path(), FileTime.from(Instant.now()));

    assertThat(store.find(SUM)).contains(blob);
    assertThat(Files.getLastModifiedTime(blob.path())).isEqualTo(sealed);
  }

  @Test
  void link_isHardAndReplacesWhatIsThere() throws IOException {
    Blob blob = store.put(CONTENT);
    Path target = folder.resolve("target/files/h/f");
    Files.createDirectories(target.getParent());
    Files.writeString(target, "old");

    store.link(blob, target);
    store.link(blob, target);

    assertThat(Files.isSameFile(target, blob.path())).isTrue();
    assertThat(target.getParent().toFile().list()).containsExactly("f");
  }

  @Test
  void linkOfWhatIsGone_saysWhatToDo() throws IOException {
    Blob blob = store.put(CONTENT);
    Files.delete(blob.path());

    assertThatThrownBy(() -> store.link(blob, folder.resolve("target/f")))
        .hasMessageContaining(SUM + " is no longer in the store")
        .hasMessageContaining("Run the build again");
    assertThat(folder.resolve("target")).isEmptyDirectory();
  }

  @Test
  void rememberedNames_areResolvedUntilChanged() {
    assertThat(store.resolve("quay.io/x:1")).isEmpty();
    store.remember("quay.io/x:1", SUM);
    assertThat(store.resolve("quay.io/x:1")).contains(SUM);
    Checksum other = Checksum.sha256Of(new byte[1]);
    store.remember("quay.io/x:1", other);
    assertThat(Store.open(store.root()).resolve("quay.io/x:1")).contains(other);
  }

  @Test
  void exclusively_letsOneThreadInAtATimePerKey() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Store own = Store.open(store.root());
      threads.add(
          new Thread(
              () ->
                  own.exclusively(
                      "key",
                      () -> {
                        seen.add(inside.incrementAndGet());
                        Thread.onSpinWait();
                        return inside.decrementAndGet();
                      })));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(seen).hasSize(8).containsOnly(1);
  }

  @Test
  void exclusively_mayBeNested() {
    assertThat(store.exclusively("k", () -> store.exclusively("k", () -> "in"))).isEqualTo("in");
  }

  @Test
  void prune_takesWhatWasNotUsedForLong() throws IOException {
    Blob old = used(random(1000, 1), Duration.ofDays(40));
    Blob young = used(random(1000, 2), Duration.ofDays(20));

    Usage removed = store.prune(Instant.now().minus(Duration.ofDays(30)), Long.MAX_VALUE);

    assertThat(removed).isEqualTo(new Usage(1, 1000));
    assertThat(store.find(old.sha256())).isEmpty();
    assertThat(store.find(young.sha256())).isPresent();
  }

  @Test
  void prune_takesTheOldestUntilTheRestFits() throws IOException {
    Blob oldest = used(random(1000, 1), Duration.ofDays(3));
    Blob older = used(random(1000, 2), Duration.ofDays(2));
    Blob now = store.put(random(1000, 3));

    Usage removed = store.prune(Instant.EPOCH, 1500);

    assertThat(removed).isEqualTo(new Usage(2, 2000));
    assertThat(store.find(oldest.sha256()).or(() -> store.find(older.sha256()))).isEmpty();
    assertThat(store.find(now.sha256())).isPresent();
    assertThat(store.prune(Instant.now(), 0))
        .as("in use within the hour")
        .isEqualTo(new Usage(0, 0));
  }

  @Test
  void findingSomething_countsAsUse() throws IOException {
    Blob blob = used(CONTENT, Duration.ofDays(40));
    store.find(SUM);

    assertThat(store.prune(Instant.now().minus(Duration.ofDays(30)), Long.MAX_VALUE).blobs())
        .isZero();
    assertThat(Optional.of(blob)).isEqualTo(store.find(SUM));
  }

  @Test
  void prune_leavesWhatALongBuildHolds() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    Store build = Store.open(store.root(), now::get);
    Blob held = build.put(CONTENT);
    unused(held, Duration.ofHours(2));
    Blob nobodys = used(random(1000, 2), Duration.ofHours(2));

    now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
    try (Partial partial = build.partial("a large file", Set.of())) {
      partial.write(CONTENT, 0, 1000);
    }

    assertThat(store.prune(Instant.EPOCH, 0)).isEqualTo(new Usage(1, 1000));
    assertThat(held.path()).exists();
    assertThat(nobodys.path()).doesNotExist();
  }

  @Test
  void prune_leavesWhatIsUsedWhileItRuns() throws IOException {
    Blob found = used(CONTENT, Duration.ofDays(40));
    Blob other = used(random(1000, 2), Duration.ofDays(40));
    Pruning pruning = new Pruning(new Layout(store.root()));
    List<Pruning.Entry> listed = pruning.entries();
    store.find(SUM);

    assertThat(pruning.prune(listed, Instant.now(), 0)).isEqualTo(new Usage(1, 1000));
    assertThat(found.path()).exists();
    assertThat(other.path()).doesNotExist();
  }

  @Test
  void whatWasReadAheadAndPrunedMeanwhile_isMissingOnly() throws IOException {
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, 1000);
      Segment segment = partial.segment(1000);
      segment.write(CONTENT, 1000, 2000);
      Files.delete(segment.file());
      partial.absorb();

      assertThat(partial.length()).isEqualTo(1000);
      assertThat(partial.nextAhead()).isEmpty();
    }
  }

  @Test
  void prune_leavesWhatIsBeingResumed() throws IOException {
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, 1000);
      partial.segment(1000).write(CONTENT, 1000, CONTENT.length - 1000);
    }
    try (Stream<Path> begun = Files.list(folder.resolve("store/partial"))) {
      for (Path each : begun.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
      }
    }
    try (Partial partial = store.partial("key", Set.of())) {
      store.prune(Instant.now(), Long.MAX_VALUE);
      partial.absorb();

      assertThat(partial.admit(SUM).path()).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void linkInABlobsPlace_isRefusedByName() throws IOException {
    Path blob = store.put(CONTENT).path();
    Path elsewhere = Files.move(blob, folder.resolve("elsewhere"));
    Files.createSymbolicLink(blob, elsewhere);

    assertThatThrownBy(() -> store.find(SUM))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(blob + " in the store is a symbolic link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blobs", "blobs/sha256", "refs", "partial", "locks", "aliases"})
  void linkInAFoldersPlace_isNotWrittenThrough(String name) throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = folder.resolve("store").resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, elsewhere);

    assertThatThrownBy(
            () -> {
              store.put(CONTENT);
              store.find(Checksum.of(Algorithm.MD5, CONTENT));
              store.remember("name", SUM);
            })
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(link + " in the store is a symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void storeThatIsItselfReachedThroughALink_isTheUsersOwn() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

    Store linked = Store.open(link);
    linked.put(CONTENT);

    assertThat(linked.find(SUM)).isPresent();
  }

  @Test
  @Timeout(20)
  void pipeInTheStore_isNotWaitedFor() throws Exception {
    Path blob = store.put(CONTENT).path();
    Files.delete(blob);
    assumeTrue(new ProcessBuilder("mkfifo", blob.toString()).start().waitFor() == 0);

    assertThatThrownBy(() -> store.find(SUM)).hasMessageContaining("is no regular file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "%s",
        "%s\n",
        "%s\nname",
        "%s\nother\n",
        "%s\nname\nmore\n",
        "x\nname\n"
      })
  void referenceOfAnotherForm_isNone(String form) throws IOException {
    store.remember("name", SUM);
    Files.writeString(onlyFile("refs"), form.formatted(SUM));

    assertThat(store.resolve("name")).isEmpty();
    store.remember("name", SUM);
    assertThat(store.resolve("name")).contains(SUM);
  }

  @Test
  void referenceOfAGigabyte_isNotRead() throws IOException {
    store.remember("name", SUM);
    grow(onlyFile("refs"), 1L << 30);

    assertThat(store.resolve("name")).isEmpty();
  }

  @Test
  void noteOfAGigabyte_isNotRead() throws IOException {
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, 10);
      partial.note("noted");
      assertThat(partial.note()).contains("noted");
      try (Stream<Path> files = Files.list(folder.resolve("store/partial"))) {
        grow(files.filter(file -> file.toString().endsWith(".note")).findFirst().get(), 1L << 30);
      }

      assertThat(partial.note()).isEmpty();
    }
  }

  @Test
  void moreThanAPartialMayHave_isThrownAwayUnread() throws IOException {
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, CONTENT.length);
    }
    grow(onlyFile("partial"), 1L << 40);

    try (Partial partial = store.partial("key", Set.of(), CONTENT.length)) {
      assertThat(partial.length()).isZero();
    }
    assertThat(store.usage().bytes()).isZero();
  }

  @Test
  void moreAheadThanAPartialMayHave_isNotTakenIn() {
    try (Partial partial = store.partial("key", Set.of());
        Segment segment = partial.segment(100)) {
      segment.write(CONTENT, 0, 1000);
      partial.write(CONTENT, 0, 100);
    }

    try (Partial partial = store.partial("key", Set.of(), 1000)) {
      partial.absorb();
      assertThat(partial.length()).isEqualTo(100);
      assertThat(partial.nextAhead()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "99999999999999999999"})
  void whatOnlyLooksReadAhead_isTakenOut(String offset) throws IOException {
    Path file;
    try (Partial partial = store.partial("key", Set.of())) {
      partial.write(CONTENT, 0, 10);
    }
    file = onlyFile("partial");
    Path planted = Files.createFile(file.resolveSibling(file.getFileName() + ".ahead-" + offset));

    try (Partial partial = store.partial("key", Set.of())) {
      assertThat(partial.length()).isEqualTo(10);
    }
    assertThat(planted).doesNotExist();
  }

  private Path onlyFile(String below) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store").resolve(below))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  /** Without taking space: there is nothing in what is added. */
  private static void grow(Path file, long size) throws IOException {
    try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
      grown.setLength(size);
    }
  }

  @Test
  void fileInTheStoresPlace_isNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Store.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file + " is not a folder");
  }

  private Blob used(byte[] content, Duration ago) throws IOException {
    return unused(store.put(content), ago);
  }

  private static Blob unused(Blob blob, Duration ago) throws IOException {
    Files.getFileAttributeView(blob.path(), BasicFileAttributeView.class)
        .setTimes(null, FileTime.from(Instant.now().minus(ago)), null);
    return blob;
  }

  private static void flipByte(Path path) throws IOException {
    try (RandomAccessFile file = writable(path)) {
      file.seek(100);
      int old = file.read();
      file.seek(100);
      file.write(old ^ 1);
    }
  }

  /** As a disk does it: no time tells. */
  private static void rot(Path path) throws IOException {
    FileTime before = Files.getLastModifiedTime(path);
    flipByte(path);
    Files.setLastModifiedTime(path, before);
  }

  private static RandomAccessFile writable(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    return new RandomAccessFile(path.toFile(), "rw");
  }
}
