package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.overlay.MirrorMode;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.overlay.RegistryAccess;
import io.github.kubesprayoffline.overlay.RegistryAccess.Scheme;
import io.github.kubesprayoffline.overlay.RegistryAddress;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.IsolatedNetwork;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import io.github.kubesprayoffline.testing.TarGz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bundle is served by real nginx and docker-registry, with TLS, in a network without any way out;
 * real Ansible fetches there each file that the inventory calls for, and real skopeo and containerd
 * each image.
 */
@RequiresProgram({
  "ansible-playbook",
  "containerd",
  "ctr",
  "curl",
  "docker-registry",
  "ip",
  "nginx",
  "nsenter",
  "openssl",
  "skopeo",
  "tar",
  "unshare"
})
class OfflineProofIT {

  private static final String LATEST = "kubespray-2.31.0.tar.gz";
  private static final String MIRROR = "mirror.kubespray.internal";

  /** By its sample a tree without the container engines' roles says which variables they read. */
  private static final String CONTAINERD_YML = "inventory/sample/group_vars/all/containerd.yml";

  /** For releases up to 2.15 the old names, too. */
  private static final String HOSTS =
      """
      node1 ansible_connection=local ansible_python_interpreter=/usr/bin/python3 ip=192.0.2.1
      [kube_control_plane]
      node1
      [kube-master]
      node1
      [etcd]
      node1
      [kube_node]
      node1
      [kube-node]
      node1
      [calico_rr]
      [calico-rr]
      [k8s_cluster:children]
      kube_control_plane
      kube_node
      [k8s-cluster:children]
      kube-master
      kube-node
      """;

  @TempDir Path folder;

  /** How a site may have its mirror. */
  private enum Way {
    /** With a certificate. */
    TLS,
    /** Without, under the default names. */
    PLAIN,
    /** With a certificate, and in the place of the images' own registries. */
    CONTAINERD;

    MirrorSettings settings(Path authority) {
      MirrorSettings plain = MirrorSettings.defaults(ImagePath.STRIP);
      return this == PLAIN
          ? plain
          : new MirrorSettings(
              RegistryAddress.parse(MIRROR + ":8443"),
              new RegistryAccess(
                  Scheme.HTTPS, true, Optional.of(authority.toString()), Optional.empty()),
              "https://" + MIRROR + ":8443",
              plain.packages(),
              ImagePath.STRIP,
              this == TLS ? MirrorMode.REGISTRY : MirrorMode.CONTAINERD);
    }

    String name(ImageReference ref) {
      return this == CONTAINERD
          ? ref.toString()
          : MIRROR + (this == TLS ? ":8443/" : ":5000/") + ImagePath.STRIP.name(ref);
    }
  }

  @ParameterizedTest
  @EnumSource
  void demoTree_isFetchedWholeFromTheMirrorAlone(Way way) throws IOException {
    DemoTree tree = DemoTree.load().with(CONTAINERD_YML, "# containerd_registries_mirrors:\n");
    Path source = Files.write(folder.resolve("demo.tar.gz"), tree.toTarGz());

    prove(source, DemoTree.TOP, way, Map.of());
  }

  @ParameterizedTest
  @MethodSource("archives")
  @RequiresShared("kubespray")
  void realTree_isFetchedWholeFromTheMirrorAlone(String archive) throws IOException {
    prove(archive, Way.TLS, Map.of());
  }

  static Stream<String> archives() throws IOException {
    try (Stream<Path> files = Files.list(Shared.folder().resolve("kubespray"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  @RequiresShared("kubespray")
  void realTreeWhoseImagesKeepTheirNames_isFetchedWholeFromTheMirrorAlone() throws IOException {
    prove(LATEST, Way.CONTAINERD, Map.of());
  }

  /** But for two that Ansible renders only of other values. */
  @ParameterizedTest
  @ValueSource(strings = {"addons", "crio-cilium"})
  @RequiresShared({"kubespray", "oracle"})
  void realTreeWithMoreTurnedOn_isFetchedWholeFromTheMirrorAlone(String scenario)
      throws IOException {
    Path file = Shared.folder().resolve("oracle/scenarios").resolve(scenario + ".json");
    Map<String, Object> vars =
        JsonMapper.builder()
            .build()
            .convertValue(
                JsonMapper.builder().build().readTree(file.toFile()).path("vars"),
                new TypeReference<>() {});
    vars.put("gateway_api_enabled", false);
    vars.put("scheduler_plugins_enabled", false);

    prove(LATEST, Way.TLS, vars);
  }

  private void prove(String archive, Way way, Map<String, Object> vars) throws IOException {
    Path source = Shared.folder().resolve("kubespray").resolve(archive);
    prove(source, archive.replace(".tar.gz", ""), way, vars);
  }

  private void prove(Path source, String top, Way way, Map<String, Object> vars)
      throws IOException {
    TarGz.unpack(source, folder.resolve("tree"));
    KubesprayTree tree = KubesprayTree.open(folder.resolve("tree").resolve(top));
    try (OriginServer origin = OriginServer.start();
        FakeRegistry registry = FakeRegistry.start()) {
      TestJob jobs =
          new TestJob(
              folder,
              tree.version(),
              source,
              Optional.of(cluster(tree)),
              Selection.DEFAULT,
              way.settings(folder.resolve("the site/demo.mirror/tls/ca.pem")),
              origin,
              registry);
      Catalog catalog = jobs.with(vars).resolve().catalog();
      Map<String, Object> all = new TreeMap<>(vars);
      all.putAll(StandIns.serve(origin, tree, catalog));
      push(registry, catalog);
      Job job = jobs.with(all);
      prove(job, jobs.unpacked(job), way);
    }
  }

  private void prove(Job job, Path bundle, Way way) throws IOException {
    try (IsolatedNetwork network = network()) {
      try {
        serve(network, bundle);
        fetch(network, bundle, job, way);
      } finally {
        mirror(network, bundle, "down");
      }
    }
  }

  /** The tree's sample, with a node that is in every group. */
  private Path cluster(KubesprayTree tree) throws IOException {
    Path cluster = Files.createDirectories(folder.resolve("cluster"));
    Files.writeString(cluster.resolve("hosts.ini"), HOSTS);
    Path sample = tree.sampleInventory().resolve("group_vars");
    Programs.run("cp", "-r", sample.toString(), cluster.toString());
    return cluster.resolve("hosts.ini");
  }

  private static void push(FakeRegistry registry, Catalog catalog) {
    for (ImageEntry image : catalog.selectedImages()) {
      registry.pushImage(image.ref().toString(), "linux/amd64", "linux/arm64");
    }
  }

  private IsolatedNetwork network() throws IOException {
    return IsolatedNetwork.start(
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + MIRROR + "\n"));
  }

  /** With an authority that the node's system trusts, as update-ca-certificates would have it. */
  private static void serve(IsolatedNetwork network, Path bundle) {
    mirror(network, bundle, "tls", "--host", MIRROR);
    mirror(network, bundle, "up");
    String authority = bundle.resolveSibling("demo.mirror/tls/ca.pem").toString();
    network.run("mount", "--bind", authority, "/etc/ssl/certs/ca-certificates.crt");
  }

  private static void mirror(IsolatedNetwork network, Path bundle, String... arguments) {
    network.run(
        Stream.concat(Stream.of(bundle.resolve("mirror.sh").toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void fetch(IsolatedNetwork network, Path bundle, Job job, Way way) throws IOException {
    assertThat(network.fail("curl", "-sS", "-m", "5", "https://192.0.2.99/")).contains("curl:");
    AnsibleNode node = AnsibleNode.of(sourceOf(bundle), folder.resolve("node"));
    String[] playbook = node.playbook(bundle.resolve("inventory/hosts.ini"), extraVars(bundle));
    network.run(playbook);

    assertThat(hashes(node.files())).isEqualTo(wanted(job.resolve().catalog(), job.lock()));
    Map<String, Checksum> digests = digests(job.lock(), way);
    assertThat(node.images()).containsExactlyInAnyOrderElementsOf(digests.keySet());
    if (way != Way.CONTAINERD) {
      skopeoFetches(network, digests, way == Way.TLS);
    }
    containerdFetches(network, node, digests);
    if (way == Way.PLAIN) {
      spoil(node, bundle, job.lock());
      assertThat(network.fail(playbook)).contains("did not match");
    }
  }

  /** So that the node fetches one file again, and gets another. */
  private static void spoil(AnsibleNode node, Path bundle, Lock lock) throws IOException {
    Path served = bundle.resolve("files").resolve(lock.files().get(0).path());
    Checksum was = lock.files().get(0).sha256();
    Files.writeString(served, "something else");
    for (Path fetched : node.files().values()) {
      if (Checksum.sha256Of(Files.readAllBytes(fetched)).equals(was)) {
        Files.delete(fetched);
      }
    }
  }

  /** The tree that the bundle brings. */
  private KubesprayTree sourceOf(Path bundle) throws IOException {
    Path tree = Files.createDirectories(folder.resolve("brought"));
    Programs.runIn(
        tree,
        "sh",
        "-c",
        "tar --strip-components=1 -xf \"$0\"/*",
        bundle.resolve("kubespray") + "");
    return KubesprayTree.open(tree);
  }

  private static List<Path> extraVars(Path bundle) throws IOException {
    if (!Files.isDirectory(bundle.resolve("extra-vars"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(bundle.resolve("extra-vars"))) {
      return files.sorted().toList();
    }
  }

  private static Map<String, Checksum> hashes(Map<String, Path> files) throws IOException {
    Map<String, Checksum> hashes = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      hashes.put(file.getKey(), Checksum.sha256Of(Files.readAllBytes(file.getValue())));
    }
    return hashes;
  }

  private static Map<String, Checksum> wanted(Catalog catalog, Lock lock) {
    Map<String, Checksum> byPath =
        lock.files().stream().collect(Collectors.toMap(file -> file.path(), file -> file.sha256()));
    return catalog.selectedFiles().stream()
        .collect(
            Collectors.toMap(
                FileEntry::id, file -> byPath.get(file.path()), (a, b) -> b, TreeMap::new));
  }

  private static Map<String, Checksum> digests(Lock lock, Way way) {
    Map<String, Checksum> digests = new TreeMap<>();
    lock.images().forEach(image -> digests.put(way.name(image.ref()), image.digest()));
    return digests;
  }

  private void skopeoFetches(IsolatedNetwork network, Map<String, Checksum> digests, boolean isTls)
      throws IOException {
    Path copies = Files.createDirectories(folder.resolve("copies"));
    digests.forEach(
        (name, digest) -> {
          String raw =
              network.run(
                  "skopeo", "inspect", "--tls-verify=" + isTls, "--raw", "docker://" + name);
          assertThat(Checksum.sha256Of(raw.getBytes(StandardCharsets.UTF_8))).isEqualTo(digest);
          String copy = "dir:" + copies.resolve(digest.hex());
          network.run(
              "skopeo", "copy", "-q", "--src-tls-verify=" + isTls, "docker://" + name, copy);
        });
  }

  private void containerdFetches(
      IsolatedNetwork network, AnsibleNode node, Map<String, Checksum> digests) throws IOException {
    Containerd containerd = Containerd.start(network, folder.resolve("containerd"));
    try {
      for (Map.Entry<String, Checksum> image : digests.entrySet()) {
        assertThat(containerd.fetch(image.getKey(), node.hosts())).isEqualTo(image.getValue());
      }
    } finally {
      containerd.close();
    }
  }
}
