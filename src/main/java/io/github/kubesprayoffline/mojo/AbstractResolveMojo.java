package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.job.ResolveRequest;
import io.github.kubesprayoffline.job.Stages;
import io.github.kubesprayoffline.lock.LockFile;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.transfer.Mirror;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What the goals share that evaluate an inventory. Those of later stages add what these need, a
 * class each, and {@link #request} puts all of it together.
 */
abstract class AbstractResolveMojo extends AbstractTransferMojo {

  /**
   * The Kubespray release to bundle, such as {@code v2.31.0}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.version")
  String version;

  /**
   * Where the Kubespray tree is taken from: a folder, an archive file, or the URL of an archive.
   * Default is the source archive of the {@code version} on GitHub.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.source")
  String source;

  /**
   * The sha256 that the source archive must have. Without it, it is the one in the lock; without a
   * lock, the archive is taken as it comes, and the log says what to write here.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.sourceSha256")
  String sourceSha256;

  /**
   * An Ansible inventory, a file or a folder, INI or YAML; {@code group_vars} and {@code host_vars}
   * beside it count. Links that lead out of its folder are refused. Default are the variables of
   * the tree's {@code inventory/sample}, with one node that is in every group.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.inventory")
  File inventory;

  /**
   * Files of extra variables, YAML or JSON, as {@code ansible-playbook -e @file} takes them. Later
   * files win; all of them outrank the inventory.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.varsFiles")
  List<File> varsFiles = new ArrayList<>();

  /**
   * Extra variables, which outrank everything: {@code <vars><kube_version>1.33.9</kube_version>
   * </vars>}. {@code true}, {@code false}, whole numbers, {@code [lists]} and {@code {maps}} are
   * read as YAML; all else is text, so that a version such as 1.30 stays one.
   *
   * @since 0.1.0
   */
  @Parameter Map<String, String> vars = new LinkedHashMap<>();

  /**
   * A file with the password of the inventory's {@code !vault} values. Without it, such a value is
   * an error only if something selected needs it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.vaultPasswordFile")
  File vaultPasswordFile;

  /**
   * Facts of the nodes ({@code ansible_os_family} and the like), typed as {@code vars} are. Default
   * is an Ubuntu 22.04 node of each architecture.
   *
   * @since 0.1.0
   */
  @Parameter Map<String, String> facts = new LinkedHashMap<>();

  /**
   * The architectures of the nodes: {@code amd64,arm64}. A host whose variables say {@code
   * ansible_architecture} has that one.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.architectures", defaultValue = "amd64")
  List<String> architectures = new ArrayList<>();

  /**
   * {@code enabled}: what the inventory turns on. {@code all}: everything that can be rendered.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.scope", defaultValue = "enabled")
  String scope;

  /**
   * Ids of Kubespray's {@code downloads}; {@code *} and {@code ?} match. Where there are any,
   * nothing else that the inventory calls for is taken.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.includes")
  List<String> includes = new ArrayList<>();

  /**
   * Ids of Kubespray's {@code downloads} that are left out whatever the inventory says; {@code *}
   * and {@code ?} match.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.excludes")
  List<String> excludes = new ArrayList<>();

  /**
   * More files for the bundle: {@code <extraFile><url>…</url><checksum>sha256:…</checksum>
   * </extraFile>}, by http, https, file or gs. Without a checksum, {@code checksums} or {@code
   * trustOnFirstUse} must allow it.
   *
   * @since 0.1.0
   */
  @Parameter List<ExtraFileParameter> extraFiles = new ArrayList<>();

  /**
   * More images for the bundle, each {@code registry/repository:tag} or {@code …@sha256:…}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.extraImages")
  List<String> extraImages = new ArrayList<>();

  /**
   * Whether what the offline side needs itself comes along: the images of a registry, a file server
   * and Kubespray of this release, and the entry {@code skopeo} of the tree's downloads, which
   * otherwise only CRI-O brings, for {@code mirror.sh} to push and to load images by.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.siteImages", defaultValue = "false")
  boolean siteImages;

  /**
   * The name of an image to build and to carry along, such as {@code
   * example.com/kubespray-runner:1}: Kubespray's own image with the tree in {@code /kubespray}, the
   * inventory in {@code /inventory}, and what was generated in {@code /kubespray-offline}. The same
   * inputs give the same digest.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.runnerImage")
  String runnerImage;

  /**
   * Mirrors of file URLs, {@code prefix=replacement}, tried in order before the original: {@code
   * https://github.com/=https://nexus.example.com/repository/github/}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.mirrors")
  List<String> mirrors = new ArrayList<>();

  /**
   * The lock, which pins every file and image. Where it is, the build follows it, and whatever
   * differs is an error. Default is {@code kubespray-offline.lock.json} beside the POM.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.lockFile")
  File lockFile;

  /**
   * Whether the lock is written anew with what the build brings, in place of being followed.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.updateLock", defaultValue = "false")
  boolean updateLock;

  /**
   * Where the catalog, the lists, the files and the images are laid out. Default is {@code
   * target/kubespray-offline}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.outputDirectory")
  File outputDirectory;

  private Job job;

  /** The job of this goal, which does nothing that goals before it have done. */
  final Job job() {
    if (job == null) {
      job = new Job(request(), buildContext(), getLog()::warn, shared(Stages.class, this::begin));
    }
    return job;
  }

  private Stages begin() {
    if (session.getRequest().isUpdateSnapshots()) {
      getLog()
          .info("-U changes nothing here: what has a checksum or a digest is not fetched twice");
    }
    return new Stages();
  }

  /** What the job is asked; each class adds what its parameters say. */
  JobRequest request() {
    return JobRequest.of(
        new ResolveRequest(
            source(), inventory(), List.of(selection()), folder(), Optional.of(lock())));
  }

  private SourceRequest source() {
    return new SourceRequest(
        Optional.ofNullable(version),
        Optional.ofNullable(source),
        Optional.ofNullable(sourceSha256)
            .map(text -> Parameters.parse("sourceSha256", text, Checksum::parse)),
        mirrors.stream().map(Mirror::parse).toList(),
        folder().resolve("kubespray"));
  }

  private InventorySource inventory() {
    return new InventorySource(
        Optional.ofNullable(inventory).map(File::toPath),
        varsFiles.stream().map(File::toPath).toList(),
        TypedValues.of("vars", vars),
        Optional.ofNullable(vaultPasswordFile).map(File::toPath));
  }

  private Selection selection() {
    return Selection.DEFAULT
        .with(Selection.ARCHITECTURES, architectures)
        .with(Selection.SCOPE, Parameters.choice(Scope.class, "scope", scope))
        .with(Selection.INCLUDES, includes)
        .with(Selection.EXCLUDES, excludes)
        .with(Selection.EXTRA_FILES, extraFiles.stream().map(ExtraFileParameter::parse).toList())
        .with(
            Selection.EXTRA_IMAGES,
            extraImages.stream().map(text -> image("extraImages", text)).toList())
        .with(Selection.SITE_IMAGES, siteImages)
        .with(
            Selection.RUNNER_IMAGE,
            Optional.ofNullable(runnerImage).map(text -> image("runnerImage", text)))
        .with(Selection.FACTS, TypedValues.of("facts", facts));
  }

  private static ImageReference image(String parameter, String text) {
    return Parameters.parse(parameter, text, ImageReference::parse);
  }

  /** The lock to follow or to write. */
  LockFile lock() {
    return new LockFile(lockFile(lockFile), updateLock);
  }

  /** Where the build lays out its results. */
  final Path folder() {
    return outputDirectory == null
        ? buildDirectory().resolve("kubespray-offline")
        : outputDirectory.toPath();
  }

  /**
   * Whether the goal is told where to send. Where the packaging runs it, that is left out without.
   *
   * @param form what to write there
   */
  final boolean isGiven(String parameter, @Nullable String target, String form) {
    if (target != null && !target.isBlank()) {
      return true;
    }
    String goal = execution.getGoal();
    if (execution.getSource() == MojoExecution.Source.CLI) {
      throw new InvalidInputException(
          "%s needs -Dkubespray.%s=%s".formatted(goal, parameter, form));
    }
    getLog().info("Skipping %s: %s is not set".formatted(goal, parameter));
    return false;
  }
}
