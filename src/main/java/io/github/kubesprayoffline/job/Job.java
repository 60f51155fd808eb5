package io.github.kubesprayoffline.job;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.bundle.BundleContents;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.WrittenBundle;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Problem;
import io.github.kubesprayoffline.config.Configuration;
import io.github.kubesprayoffline.config.Configurator;
import io.github.kubesprayoffline.download.DownloadRequest;
import io.github.kubesprayoffline.download.Downloader;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.ImagePuller;
import io.github.kubesprayoffline.image.RegistryMirrors;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockDrift;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.lock.Pins;
import io.github.kubesprayoffline.transfer.Counter;
import io.github.kubesprayoffline.transfer.Summary;
import io.github.kubesprayoffline.transfer.Transfers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The main job, a stage at a time. A stage runs those before it, and each runs once however many
 * goals ask for it.
 */
public final class Job {

  /** The summary of the download stage. */
  public static final String FILES = "files";

  /** The summary of the pull stage. */
  public static final String IMAGES = "image blobs";

  private final JobRequest request;
  private final Tools tools;
  private final Consumer<String> notes;
  private final Map<BundleTarget, WrittenBundle> bundles = new HashMap<>();
  private final Map<String, Summary> summaries = new TreeMap<>();
  private final Supplier<Resolved> resolution =
      stage("resolving what the inventory asks for", this::doResolve);
  private final Supplier<Configuration> configuration =
      stage("writing the configuration", this::doConfigure);
  private final Supplier<SourceFile> source = Suppliers.memoize(this::packSource);
  private final Supplier<Optional<Lock>> followed = Suppliers.memoize(this::follow);
  private final Supplier<Lock> lock = Suppliers.memoize(this::doLock);
  private final Supplier<Pins> pins = Suppliers.memoize(this::pin);
  private final Supplier<List<LockedFile>> files = stage("bringing the files", this::doDownload);
  private final Supplier<List<LockedImage>> images = stage("bringing the images", this::doPull);

  /** A job that has not begun. */
  public Job(JobRequest request, Tools tools) {
    this(request, tools, note -> {});
  }

  /**
   * A job that has not begun.
   *
   * @param notes hears what the user ought to know, a sentence each
   */
  public Job(JobRequest request, Tools tools, Consumer<String> notes) {
    this.request = request;
    this.tools = tools;
    this.notes = notes;
  }

  private static <T> Supplier<T> stage(String what, Supplier<T> stage) {
    return Suppliers.memoize(() -> Doing.what(what, stage::get));
  }

  /** What it was asked. */
  public JobRequest request() {
    return request;
  }

  /** Opens the tree, evaluates it with the inventory, and writes the catalog and the lists. */
  public Resolved resolve() {
    return resolution.get();
  }

  /** Brings the selected files under {@code files/}. */
  public List<LockedFile> download() {
    return files.get();
  }

  /** Brings the selected images into the layout {@code images/}. */
  public List<LockedImage> pull() {
    return images.get();
  }

  /**
   * Brings the files and the images, the images even where a file fails: what cannot be had of
   * either is said at once.
   */
  public void bring() {
    var unused = pins.get(); // If it fails, it does so once, not in each stage.
    Problems problems = new Problems();
    attempt(this::download, problems);
    attempt(this::pull, problems);
    problems.throwIfAny();
  }

  private static void attempt(Runnable stage, Problems problems) {
    try {
      stage.run();
    } catch (OfflineException e) {
      problems.add(e);
    }
  }

  /** Writes what tells Kubespray of the mirror under {@code config/}, and proves it closed. */
  public Configuration configure() {
    return configuration.get();
  }

  /** Packs all of it. */
  public WrittenBundle bundle(BundleTarget target) {
    return bundles.computeIfAbsent(
        target, each -> Doing.what("packing the bundle", () -> doBundle(each)));
  }

  /**
   * What the bundle is made of, once all of it has been brought; the lock that the build follows if
   * there is one.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if what was brought differs
   */
  public Lock lock() {
    return lock.get();
  }

  private Lock doLock() {
    Lock brought = brought();
    request.lock().filter(LockFile::update).ifPresent(file -> file.write(brought));
    followed.get().ifPresent(locked -> LockDrift.requireNone(lockName(), locked, brought));
    return followed.get().orElse(brought);
  }

  private Lock brought() {
    Resolved resolved = resolve();
    SourceFile archive = source.get();
    bring();
    return new Lock(
        new KubesprayRelease(
            resolved.archive().version(), resolved.archive().source(), archive.sha256()),
        archive.size(),
        resolved.inputs().digest(),
        resolved.catalog().architectures(),
        resolved.catalog().scope(),
        download(),
        pull());
  }

  private SourceFile packSource() {
    return SourceFile.of(resolve().archive(), request.folder());
  }

  private String lockName() {
    return request.lock().map(LockFile::path).map(Path::toString).orElse(LockFile.NAME);
  }

  private WrittenBundle doBundle(BundleTarget target) {
    Resolved resolved = resolve();
    Configuration configured = configure();
    BundleContents contents =
        new BundleContents(
            target.name().orElseGet(() -> defaultName(resolved.catalog())),
            target.timestamp(),
            lock(),
            source.get().path(),
            request.folder(),
            request.imagePath(),
            configured.inventory().files(),
            generated(resolved));
    try {
      return write(target, contents);
    } catch (IntegrityException e) {
      throw new Damage(lock(), request.folder()).all(e);
    }
  }

  private static WrittenBundle write(BundleTarget target, BundleContents contents) {
    BundleWriter writer = new BundleWriter(target.format(), target.volumeSize());
    return target
        .since()
        .map(old -> Doing.what("reading the older bundle " + old, () -> Bundle.readLock(old)))
        .map(old -> writer.writeDelta(contents, old, target.folder()))
        .orElseGet(() -> writer.write(contents, target.folder()));
  }

  private SortedMap<String, byte[]> generated(Resolved resolved) {
    SortedMap<String, byte[]> files = new TreeMap<>(resolved.generated());
    files.putAll(new OfflineSide(configure(), lock()).files());
    return files;
  }

  /** What each stage that ran has transferred: {@code files}, and {@code images} by their blobs. */
  public Map<String, Summary> summaries() {
    return Collections.unmodifiableMap(summaries);
  }

  private <T> T counted(String kind, Function<Transfers, T> stage) {
    Counter counter = new Counter();
    T result = stage.apply(tools.transfers(counter));
    summaries.put(kind, counter.summary());
    return result;
  }

  private static String defaultName(Catalog catalog) {
    String version = catalog.kubespray().version();
    return "kubespray-offline-" + (version.matches("v\\d.*") ? version.substring(1) : version);
  }

  private Resolved doResolve() {
    Resolved resolved = new Resolver(request, tools, followed.get()).resolve();
    if (!isSourcePinned()) {
      resolved.archive().sha256().ifPresent(this::notePin);
    }
    return resolved;
  }

  private boolean isSourcePinned() {
    return request.source().sha256().isPresent()
        || followed.get().isPresent()
        || request.lock().filter(LockFile::update).isPresent();
  }

  /** All other checksums come out of it. */
  private void notePin(Checksum sha256) {
    notes.accept(
        "Kubespray's archive is taken as it came, with the checksums of all files in it: pin it with -Dkubespray.sourceSha256=%s, or by the goal lock"
            .formatted(sha256.hex()));
  }

  private Configuration doConfigure() {
    Resolved resolved = resolve();
    return Configurator.configure(
        resolved.request(),
        resolved.resolution(),
        resolved.inputs().inventory(),
        request.mirror(),
        request.folder().resolve("config"));
  }

  private Optional<Lock> follow() {
    return request.lock().flatMap(LockFile::toFollow);
  }

  private Pins pin() {
    Catalog catalog = resolve().catalog();
    followed
        .get()
        .ifPresent(
            locked ->
                LockDrift.requireNone(lockName(), locked, catalog, resolve().inputs().digest()));
    return Pins.of(catalog, followed.get());
  }

  private List<LockedFile> doDownload() {
    List<FilePin> wanted = pins.get().files();
    DownloadRequest downloads =
        new DownloadRequest(
            new LocalFiles(request.selection().extraFiles()).located(wanted),
            lockedSizes(wanted),
            request.folder().resolve("files"),
            request.mirrors(),
            request.checksums(),
            missingChecksums(),
            request.trustOnFirstUse(),
            request.threads());
    return LocalFiles.recorded(
        counted(
            FILES,
            transfers ->
                new Downloader(tools.store(), tools.transport(), transfers).download(downloads)),
        wanted);
  }

  /** Of the files that the lock has from where they come from now. */
  private Map<String, Long> lockedSizes(List<FilePin> wanted) {
    Map<String, String> urls =
        wanted.stream().collect(Collectors.toMap(FilePin::path, FilePin::url));
    return followed.get().map(Lock::files).orElse(List.of()).stream()
        .filter(file -> file.url().equals(urls.get(file.path())))
        .collect(Collectors.toMap(LockedFile::path, LockedFile::size));
  }

  private Map<String, String> missingChecksums() {
    return resolve().catalog().problems().stream()
        .collect(Collectors.toMap(Problem::id, Problem::message, (first, second) -> first));
  }

  private List<LockedImage> doPull() {
    RegistryMirrors mirrors = RegistryMirrors.parse(request.registryMirrors());
    Optional<ImageReference> runner = request.selection().runnerImage();
    List<ImagePin> wanted =
        pins.get().images().stream().filter(pin -> !runner.equals(Optional.of(pin.ref()))).toList();
    List<LockedImage> pulled =
        counted(
            IMAGES,
            transfers ->
                new ImagePuller(
                        tools.registries(),
                        mirrors,
                        tools.store(),
                        transfers,
                        tools.progress(),
                        request.threads())
                    .pull(wanted, request.folder().resolve("images")));
    return runner
        .map(
            name ->
                new RunnerStage(tools.store(), request.folder())
                    .add(name, resolve(), configure(), pulled))
        .orElse(pulled);
  }
}
