package io.github.kubesprayoffline.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.LockFile;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.TestTransfers;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.TransferRule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages of the main job together, with the demonstration's tree. */
class JobTest {

  private static final byte[] TOOL = "#!/bin/sh\n".getBytes(UTF_8);

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private DemoSite site;

  private List<ExtraFile> extraFiles = List.of();
  private Map<String, Checksum> checksums = Map.of();
  private Map<String, Object> vars = Map.of();
  private List<ImageReference> extraImages = List.of();
  private boolean offline;
  private boolean trustOnFirstUse;
  private boolean updateLock;
  private long largest = TransferRule.DEFAULT_LARGEST;

  @BeforeEach
  void start() {
    site = DemoSite.start(folder.toFile());
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void extraFileWithoutAChecksum_isRefusedWithTheWaysOut() {
    extraFiles = List.of(served("tool.sh", null));

    assertThatThrownBy(() -> job().download())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tool.sh (" + site.origin().url("/tool.sh"))
        .hasMessageContaining("write <checksum>sha256:...</checksum> beside its url")
        .hasMessageContaining("<checksums><tool.sh>sha256:...")
        .hasMessageContaining("-Dkubespray.trustOnFirstUse=true");
    assertThat(site.origin().requests("/tool.sh")).isEmpty();
  }

  @Test
  void jobsThatAskTheSameOfAStage_shareIt() {
    Stages stages = new Stages();
    Job asksLess = job(JobRequest.of(request().resolve()), stages);
    checksums = Map.of("tool.sh", Checksum.sha256Of(TOOL));
    Job asksMore = job(request(), stages);

    assertThat(asksMore.resolve()).isSameAs(asksLess.resolve());
    assertThat(asksMore.configure()).isSameAs(asksLess.configure());

    vars = Map.of("helm_enabled", true);
    assertThat(job(request(), stages).resolve()).isNotSameAs(asksLess.resolve());
  }

  @Test
  void severalSelections_areRefusedBeforeAnythingIsFetched() {
    ResolveRequest one = request().resolve();
    JobRequest two =
        JobRequest.of(
            new ResolveRequest(
                one.source(),
                one.inventory(),
                List.of(Selection.DEFAULT, Selection.DEFAULT.with(Selection.SITE_IMAGES, true)),
                one.folder(),
                one.lock()));

    assertThatThrownBy(() -> job(two, new Stages()).resolve())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Got 2 selections, want one: a bundle is made for one cluster");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void extraFileThatChecksumsNames_isHeldToIt() {
    extraFiles = List.of(served("tool.sh", null));
    checksums = Map.of("tool.sh", Checksum.sha256Of(new byte[1]));
    assertThatThrownBy(() -> job().download())
        .hasMessageContaining("want " + Checksum.sha256Of(new byte[1]));

    checksums = Map.of("tool.sh", Checksum.sha256Of(TOOL));
    assertThat(job().download()).anyMatch(file -> file.url().endsWith("/tool.sh"));
  }

  @Test
  void extraFileTrustedOnFirstUse_isLockedAndHeldToTheLock() {
    extraFiles = List.of(served("tool.sh", null));
    trustOnFirstUse = true;
    updateLock = true;
    job().lock();
    assertThat(LockJson.read(lockFile()).files())
        .filteredOn(file -> file.url().endsWith("/tool.sh"))
        .singleElement()
        .satisfies(file -> assertThat(file.sha256()).isEqualTo(Checksum.sha256Of(TOOL)));

    trustOnFirstUse = false;
    updateLock = false;
    assertThat(job().lock()).isEqualTo(LockJson.read(lockFile()));
  }

  @Test
  void query_isPartOfTheUrlButOfNoNameOrMessage() {
    site.origin().serve("/tool.sh", TOOL);
    String url = site.origin().url("/tool.sh") + "?sig=secret";
    extraFiles = List.of(new ExtraFile(url, null));

    assertThatThrownBy(() -> job().download())
        .hasMessageContaining("tool.sh (%s?...)".formatted(site.origin().url("/tool.sh")))
        .hasMessageNotContaining("secret");
    trustOnFirstUse = true;
    assertThat(job().download())
        .filteredOn(file -> file.url().equals(url))
        .singleElement()
        .satisfies(file -> assertThat(file.path()).endsWith("/tool.sh"));
  }

  @Test
  void downloadWithAQuery_isFoundOnTheMirror() {
    vars =
        Map.of(
            "kubelet_download_url",
            "https://dl.k8s.io/release/v{{ kube_version }}/bin/linux/{{ image_arch }}/kubelet?a=/../b");

    assertThat(job().configure().extraVars().values())
        .extracting(file -> new String(file, UTF_8))
        .singleElement()
        .asString()
        .contains("{{ files_repo }}/dl.k8s.io/release/v{{ kube_version }}");
    assertThat(job().resolve().catalog().selectedFiles())
        .filteredOn(file -> file.url().endsWith("/kubelet?a=/../b"))
        .allMatch(file -> file.path().endsWith("/kubelet"))
        .isNotEmpty();
  }

  @Test
  void localFile_isBundledTheSameFromAnyFolder() throws IOException {
    String one = bundleWithLocalFile("one");
    String two = bundleWithLocalFile("two");

    assertThat(one)
        .isEqualTo(two)
        .contains("demo/files/localhost/my tool.sh", "\"file:///my%20tool.sh\"")
        .doesNotContain(folder.toString());
  }

  private String bundleWithLocalFile(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    Path tool = Files.write(home.resolve("my tool.sh"), TOOL);
    extraFiles = List.of(new ExtraFile(tool.toUri().toString(), Checksum.sha256Of(TOOL)));
    BundleTarget target =
        new BundleTarget(home, Optional.of("demo"), BundleFormat.TAR, Instant.EPOCH);
    return Files.readString(job().bundle(target).file(), ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void missingFilesAndImages_areNamedTogether(boolean isOffline) {
    job().lock();
    offline = isOffline;
    extraFiles =
        List.of(
            new ExtraFile(site.origin().url("/one").toString(), Checksum.sha256Of(TOOL)),
            new ExtraFile(site.origin().url("/two").toString(), Checksum.sha256Of(TOOL)));
    String absent = site.registry().host() + "/library/absent:1";
    extraImages = List.of(ImageReference.parse(absent));

    assertThatThrownBy(() -> job().lock())
        .hasMessageStartingWith("3 problems:\n  - ")
        .hasMessageContaining(site.origin().url("/one").toString())
        .hasMessageContaining(site.origin().url("/two").toString())
        .hasMessageContaining(absent);
  }

  @Test
  void lockedFileThatDoesNotEnd_isCutAtTheLocksSize() {
    extraFiles = List.of(served("tool.sh", Checksum.sha256Of(TOOL)));
    updateLock = true;
    job().lock();
    updateLock = false;
    forget(folder.resolve("store/blobs"));
    site.origin().always("/tool.sh", Mishap.endless(20 << 20));

    assertThatThrownBy(() -> job().download())
        .hasMessageContaining("/tool.sh: got more than 10 bytes, want 10 bytes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void moreThanTheLargest_isRefusedOfFilesAndOfImages(boolean image) {
    job().resolve();
    largest = 100;

    assertThatThrownBy(image ? () -> job().pull() : () -> job().download())
        .hasMessageContaining("100 are the most for one file or image layer")
        .hasMessageContaining("-Dkubespray.maxFileSize");
  }

  private static void forget(Path blobs) {
    try (Stream<Path> files = Files.walk(blobs)) {
      files.filter(Files::isRegularFile).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void archiveThatNothingPins_isNotedOnceWithItsSum() {
    Job job = job();
    job.resolve();
    job.configure();

    String sum = job.resolve().archive().sha256().orElseThrow().hex();
    assertThat(notes).singleElement().asString().contains("-Dkubespray.sourceSha256=" + sum);
  }

  @Test
  void archiveThatTheLockPins_isNotNoted() {
    updateLock = true;
    job().lock();
    updateLock = false;
    job().resolve();

    assertThat(notes).isEmpty();
  }

  private ExtraFile served(String name, Checksum checksum) {
    site.origin().serve("/" + name, TOOL);
    return new ExtraFile(site.origin().url("/" + name).toString(), checksum);
  }

  private Path lockFile() {
    return folder.resolve(LockFile.NAME);
  }

  private Job job() {
    return job(request(), new Stages());
  }

  private Job job(JobRequest request, Stages stages) {
    HttpSettings settings =
        TestTransfers.SETTINGS
            .withInsecureHosts(Set.of(site.registry().host()))
            .withOffline(offline);
    return new Job(
        request,
        BuildContext.of(Store.open(folder.resolve("store")), settings, Logins.none(), Progress.NONE)
            .withLargest(largest),
        notes::add,
        stages);
  }

  private JobRequest request() {
    List<Mirror> mirrors = parameter("mirrors").stream().map(Mirror::parse).toList();
    return JobRequest.of(
            new ResolveRequest(
                new SourceRequest(
                    Optional.of(DemoTree.VERSION),
                    Optional.empty(),
                    Optional.empty(),
                    mirrors,
                    folder.resolve("out/kubespray")),
                InventorySource.SAMPLE.withVars(vars),
                List.of(
                    Selection.DEFAULT
                        .with(Selection.EXTRA_FILES, extraFiles)
                        .with(Selection.EXTRA_IMAGES, extraImages)),
                folder.resolve("out"),
                Optional.of(new LockFile(lockFile(), updateLock))))
        .withRegistryMirrors(parameter("registryMirrors"))
        .withChecksums(new ChecksumRules(checksums, trustOnFirstUse));
  }

  private List<String> parameter(String name) {
    return Arrays.asList(site.userProperties().get("kubespray." + name).split(","));
  }
}
