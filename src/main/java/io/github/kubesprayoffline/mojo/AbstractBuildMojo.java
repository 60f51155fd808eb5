package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.job.Tools;
import io.github.kubesprayoffline.store.Store;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals share that build a bundle, or take one in the place of the project's own. */
abstract class AbstractBuildMojo extends AbstractOfflineMojo {

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
   * Checksums for files that Kubespray knows none of, by download id or URL: {@code
   * <checksums><mytool>sha256:…</mytool></checksums>}.
   *
   * @since 0.1.0
   */
  @Parameter Map<String, String> checksums = new LinkedHashMap<>();

  /**
   * Whether a file that neither Kubespray nor {@code checksums} knows a checksum of is accepted as
   * it comes first; from then on it must be the same.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.trustOnFirstUse", defaultValue = "false")
  boolean trustOnFirstUse;

  /**
   * Mirrors of file URLs, {@code prefix=replacement}, tried in order before the original: {@code
   * https://github.com/=https://nexus.example.com/repository/github/}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.mirrors")
  List<String> mirrors = new ArrayList<>();

  /**
   * Mirrors of image registries, {@code registry=host[:port][/prefix]}, tried in order before the
   * original: {@code registry.k8s.io=hub.example.com/registry.k8s.io}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryMirrors")
  List<String> registryMirrors = new ArrayList<>();

  /**
   * The mirror's registry, as the nodes know it: {@code host[:port][/prefix]}, without a scheme.
   * The configuration has {@code mirror.kubespray.internal:5000} where none is given. Nothing is
   * sent there: that takes {@code pushTo}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registry")
  String registry;

  /**
   * What becomes of an image's own registry in the private one, where images are pushed and where
   * nodes look for them. {@code strip}: {@code quay.io/calico/node} is {@code
   * <registry>/calico/node}. {@code keep}: it is {@code <registry>/quay.io/calico/node}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.imagePath", defaultValue = "strip")
  String imagePath;

  /**
   * The URL under which the mirror serves the files to the nodes, with a scheme: {@code
   * https://dl.example.com}. The configuration has {@code http://mirror.kubespray.internal:8080}
   * where none is given. Nothing is sent there: that takes {@code publishTo}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.filesRepo")
  String filesRepo;

  /**
   * What the nodes speak with {@code registry}: {@code http} or {@code https}. Default is {@code
   * https}, and {@code http} where no registry is named.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryScheme")
  String registryScheme;

  /**
   * The file on the nodes with the authority that vouches for the registry, for nodes whose system
   * does not trust it: {@code /etc/pki/site-ca.pem}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryCa")
  String registryCa;

  /**
   * Who logs in to the registry on the nodes. The password is never written: the configuration
   * refers to the variable {@code registry_password}, which belongs into a vault.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryUser")
  String registryUser;

  /**
   * How nodes come to take images from the registry. {@code registry}: Kubespray's image variables
   * name it. {@code containerd}: image names stay, and containerd asks it in place of the public
   * registries.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.mirrorMode", defaultValue = "registry")
  String mirrorMode;

  /**
   * The URL below which {@code docker-ce/} has packages for CentOS, Red Hat and Fedora.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.yumRepo")
  String yumRepo;

  /**
   * The URL below which {@code docker-ce/} has packages for Debian.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.debianRepo")
  String debianRepo;

  /**
   * The URL below which {@code docker-ce/} has packages for Ubuntu.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.ubuntuRepo")
  String ubuntuRepo;

  /**
   * A mirror of {@code https://download.docker.com/linux}, for the distributions that have no
   * repository of their own in {@code yumRepo}, {@code debianRepo} or {@code ubuntuRepo}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.dockerRepo")
  String dockerRepo;

  /**
   * Whether the registries named in {@code pushTo} and {@code registryMirrors} may speak plain HTTP
   * or show certificates that nobody vouches for. Their logins then go in the clear to them alone:
   * a token service elsewhere has to answer by HTTPS. Nodes, where they speak {@code https} with
   * {@code registry}, then take any certificate of it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.allowInsecureRegistries", defaultValue = "false")
  boolean allowInsecureRegistries;

  /**
   * A bundle file to work on. Default is the project's own, which is built if it has not been.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.bundle")
  File bundle;

  /**
   * How the bundle is packed: {@code tar.zst}, {@code tar.gz} or {@code tar}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.format", defaultValue = "tar.zst")
  String format;

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
   * Splits the bundle into volumes of this size, {@code <archive>.001} and so on, which {@code cat}
   * joins: {@code 700m}, {@code 4g}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.volumeSize")
  String volumeSize;

  /**
   * The lock or bundle that the site has already: the bundle becomes a delta, {@code
   * <name>.delta.<format>}, of what that one lacks.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.since")
  File since;

  /**
   * The store of verified files and images, shared by all builds of this user.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.cache", defaultValue = "${user.home}/.m2/kubespray-offline")
  File cache;

  /**
   * How many transfers run at a time. Each may take up to four connections: for parts of a large
   * item where a server is slow, or for as many small image blobs.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.threads", defaultValue = "4")
  int threads;

  /**
   * The most that one file or one layer of an image may have, such as {@code 500m} or {@code 20g}:
   * a server that sends more, or says that it will, is no longer listened to.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.maxFileSize", defaultValue = "16g")
  String maxFileSize;

  /**
   * How often a transfer is tried again after a fault of the network or the server, with growing
   * pauses in between.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.retries", defaultValue = "5")
  int retries;

  /**
   * Where the catalog, the lists, the files and the images are laid out. Default is {@code
   * target/kubespray-offline}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.outputDirectory")
  File outputDirectory;

  /**
   * Whom to trust, and who we are, for single hosts: {@code <tls><host>nexus.example.com</host>
   * <ca>ca.pem</ca></tls>}; with {@code certificate} and {@code key}, PEM files too, for a host
   * that asks for a client certificate.
   *
   * @since 0.1.0
   */
  @Parameter List<TlsParameter> tls = new ArrayList<>();

  @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
  String outputTimestamp;

  @Inject MavenProjectHelper projectHelper;

  @Inject SettingsDecrypter settingsDecrypter;

  /** The job of this build; goals that ask for the same share it, and what it has done already. */
  @SuppressWarnings("unchecked") // Maven's plugin context is a raw map.
  final Job job() {
    JobRequest request = new Requests(this).job();
    Map<Object, Object> context = getPluginContext();
    if (context.get(Job.class.getName()) instanceof Job known && known.request().equals(request)) {
      return known;
    }
    if (session.getRequest().isUpdateSnapshots()) {
      getLog()
          .info("-U changes nothing here: what has a checksum or a digest is not fetched twice");
    }
    Job job = new Job(request, tools(), getLog()::info);
    context.put(Job.class.getName(), job);
    return job;
  }

  /** What goals that speak to the world do it with. */
  final Tools tools() {
    Connections connections = new Connections(this);
    return Tools.of(
            Store.open(cache.toPath()),
            connections.settings(),
            connections.logins(),
            new TransferLog(getLog(), TransferLog.Style.of(session)))
        .withLargest(Sizes.parse("maxFileSize", maxFileSize));
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

  /** The registry that this goal sends to, {@code host[:port][/prefix]}. */
  Optional<String> pushTarget() {
    return Optional.empty();
  }

  /** Where the lock stands, or would stand. */
  final Path lockFile() {
    return lockFile(lockFile);
  }

  /** The build's own folder for results: {@code target}. */
  final Path buildDirectory() {
    return hasPom()
        ? Path.of(project.getBuild().getDirectory())
        : Path.of(session.getExecutionRootDirectory(), "target");
  }
}
