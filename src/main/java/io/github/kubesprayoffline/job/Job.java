package io.github.kubesprayoffline.job;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.bundle.WrittenBundle;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.config.Configuration;
import io.github.kubesprayoffline.config.ConfigurationDraft;
import io.github.kubesprayoffline.config.Configurator;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.FilePin;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.lock.Pins;
import io.github.kubesprayoffline.transfer.Counter;
import io.github.kubesprayoffline.transfer.Summary;
import io.github.kubesprayoffline.transfer.Transfers;
import io.github.kubesprayoffline.verify.ConfigurationProof;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

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
  private final LockStage locking;
  private final Map<BundleTarget, WrittenBundle> bundles = new HashMap<>();
  private final Map<String, Summary> summaries = new TreeMap<>();
  private final Supplier<Resolved> resolution =
      stage("resolving what the inventory asks for", this::doResolve);
  private final Supplier<Configuration> configuration =
      stage("writing the configuration", this::doConfigure);
  private final Supplier<SourceFile> source = Suppliers.memoize(this::packSource);
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
    this.locking = new LockStage(request.lock());
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
    return locking.settle(brought());
  }

  private Lock brought() {
    Resolved resolved = resolve();
    SourceFile archive = source.get();
    bring();
    return new Lock(
        new KubesprayRelease(
            resolved.archive().version(), resolved.archive().source(), archive.sha256()),
        archive.size(),
        resolved.inventoryDigest(),
        resolved.catalog().architectures(),
        resolved.catalog().scope(),
        download(),
        pull());
  }

  private SourceFile packSource() {
    return SourceFile.pack(resolve().archive(), request.folder());
  }

  private WrittenBundle doBundle(BundleTarget target) {
    return new BundleStage(request, resolve(), configure(), lock(), source.get().path())
        .pack(target);
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

  private Resolved doResolve() {
    Resolved resolved = new Resolver(request, tools, locking.followed()).resolve();
    if (!isSourcePinned()) {
      resolved.archive().sha256().ifPresent(this::notePin);
    }
    return resolved;
  }

  private boolean isSourcePinned() {
    return request.source().sha256().isPresent() || locking.pinsSource();
  }

  /** All other checksums come out of it. */
  private void notePin(Checksum sha256) {
    notes.accept(
        "Kubespray's archive is taken as it came, with the checksums of all files in it: pin it with -Dkubespray.sourceSha256=%s, or by the goal lock"
            .formatted(sha256.hex()));
  }

  private Configuration doConfigure() {
    Resolved resolved = resolve();
    try (ConfigurationDraft draft =
        Configurator.draft(
            resolved.request(),
            resolved.resolution(),
            resolved.inputs().inventory(),
            request.mirror(),
            request.folder().resolve("config"))) {
      return ConfigurationProof.finish(draft, resolved.catalog());
    }
  }

  private Pins pin() {
    return locking.pins(resolve().catalog(), resolve().inventoryDigest());
  }

  private List<LockedFile> doDownload() {
    DownloadStage stage =
        new DownloadStage(request, tools, resolve().catalog(), locking.followed());
    List<FilePin> wanted = pins.get().files();
    return counted(FILES, transfers -> stage.download(wanted, transfers));
  }

  private List<LockedImage> doPull() {
    PullStage stage = new PullStage(request, tools);
    List<ImagePin> wanted = pins.get().images();
    List<LockedImage> pulled = counted(IMAGES, transfers -> stage.pull(wanted, transfers));
    return request.selection().runnerImage().map(name -> withRunner(name, pulled)).orElse(pulled);
  }

  private List<LockedImage> withRunner(ImageReference name, List<LockedImage> pulled) {
    return new RunnerStage(tools.store(), request.folder(), source.get().path())
        .add(name, resolve(), configure(), pulled);
  }
}
