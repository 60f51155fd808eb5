package io.github.kubesprayoffline.job;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
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
import io.github.kubesprayoffline.overlay.Configuration;
import io.github.kubesprayoffline.overlay.ConfigurationDraft;
import io.github.kubesprayoffline.overlay.Configurator;
import io.github.kubesprayoffline.transfer.Counter;
import io.github.kubesprayoffline.transfer.Summary;
import io.github.kubesprayoffline.transfer.Transfers;
import io.github.kubesprayoffline.verify.ConfigurationProof;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  private final BuildContext context;
  private final Consumer<String> warnings;
  private final Stages stages;
  private final LockStage locking;
  private final Supplier<Pins> pins = Suppliers.memoize(this::pin);

  /** A job that has not begun. */
  public Job(JobRequest request, BuildContext context) {
    this(request, context, warning -> {}, new Stages());
  }

  /**
   * A job that may have begun.
   *
   * @param warnings takes what the user ought to know, a sentence each
   * @param stages what has been made already
   */
  public Job(JobRequest request, BuildContext context, Consumer<String> warnings, Stages stages) {
    this.request = request;
    this.context = context;
    this.warnings = warnings;
    this.stages = stages;
    this.locking = new LockStage(request.resolve().lock());
  }

  /** Two jobs that ask the same of a stage share it, whatever else they ask. */
  private <T> T stage(String what, Supplier<T> work, Object... input) {
    return stages.once(what, List.of(input), () -> Doing.what(what, work::get));
  }

  /** Opens the tree, evaluates it with the inventory, and writes the catalog and the lists. */
  public ResolvedTree resolve() {
    return stage("resolving what the inventory asks for", this::doResolve, request.resolve());
  }

  /** Brings the selected files under {@code files/}. */
  public List<LockedFile> download() {
    return stage("bringing the files", this::doDownload, request.resolve(), request.checksums());
  }

  /** Brings the selected images into the layout {@code images/}. */
  public List<LockedImage> pull() {
    return stage(
        "bringing the images",
        this::doPull,
        request.resolve(),
        request.registryMirrors(),
        request.mirror());
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
    return stage(
        "writing the configuration", this::doConfigure, request.resolve(), request.mirror());
  }

  /** Packs all of it. */
  public WrittenBundle bundle(BundleTarget target) {
    return stages.once(
        target, request, () -> Doing.what("packing the bundle", () -> doBundle(target)));
  }

  /**
   * What the bundle is made of, once all of it has been brought; the lock that the build follows if
   * there is one.
   *
   * @throws io.github.kubesprayoffline.error.InvalidInputException if what was brought differs
   */
  public Lock lock() {
    return stages.once("lock", request, this::doLock);
  }

  private Lock doLock() {
    return locking.settle(brought());
  }

  private Lock brought() {
    ResolvedTree resolved = resolve();
    SourceFile archive = source();
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

  private SourceFile source() {
    return stages.once(
        "source", request.resolve(), () -> SourceFile.pack(resolve().archive(), folder()));
  }

  private Path folder() {
    return request.resolve().folder();
  }

  private WrittenBundle doBundle(BundleTarget target) {
    return new BundleStage(request, resolve(), configure(), lock(), source().path()).pack(target);
  }

  /** What each stage that ran has transferred: {@code files}, and {@code images} by their blobs. */
  public Map<String, Summary> summaries() {
    return stages.summaries();
  }

  private <T> T counted(String kind, Function<Transfers, T> stage) {
    Counter counter = new Counter();
    T result = stage.apply(context.transfers(counter));
    stages.transferred(kind, counter.summary());
    return result;
  }

  private ResolvedTree doResolve() {
    ResolvedTree resolved = new Resolver(request.resolve(), context, locking.followed()).resolve();
    if (!isSourcePinned()) {
      resolved.archive().sha256().ifPresent(this::notePin);
    }
    resolved.notCarried().forEach(each -> warnings.accept(each.sentence()));
    return resolved;
  }

  private boolean isSourcePinned() {
    return request.resolve().source().sha256().isPresent() || locking.pinsSource();
  }

  /** All other checksums come out of it. */
  private void notePin(Checksum sha256) {
    warnings.accept(
        "Kubespray's archive is taken as it came, with the checksums of all files in it: pin it with -Dkubespray.sourceSha256=%s, or by the goal lock"
            .formatted(sha256.hex()));
  }

  private Configuration doConfigure() {
    ResolvedTree resolved = resolve();
    try (ConfigurationDraft draft =
        Configurator.draft(
            resolved.request(),
            resolved.resolution(),
            resolved.inputs().inventory(),
            request.mirror(),
            folder().resolve("config"))) {
      return ConfigurationProof.finish(draft, resolved.catalog());
    }
  }

  private Pins pin() {
    return locking.pins(resolve().catalog(), resolve().inventoryDigest());
  }

  private List<LockedFile> doDownload() {
    DownloadStage stage = new DownloadStage(request, context, resolve(), locking.followed());
    List<FilePin> wanted = pins.get().files();
    return counted(FILES, transfers -> stage.download(wanted, transfers));
  }

  private List<LockedImage> doPull() {
    PullStage stage = new PullStage(request, context, resolve());
    List<ImagePin> wanted = pins.get().images();
    List<LockedImage> pulled = counted(IMAGES, transfers -> stage.pull(wanted, transfers));
    return resolve().selection().runnerImage().map(name -> withRunner(name, pulled)).orElse(pulled);
  }

  private List<LockedImage> withRunner(ImageReference name, List<LockedImage> pulled) {
    return new RunnerStage(context.store(), folder(), source().path())
        .add(name, resolve(), configure(), pulled);
  }
}
