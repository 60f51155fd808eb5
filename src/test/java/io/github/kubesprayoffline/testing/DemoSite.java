package io.github.kubesprayoffline.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Stands for the internet in the demonstration and in the builds under {@code src/it}: an origin
 * with the demonstration's tree and files, and a registry with its images. A build reaches both by
 * its parameters {@code mirrors} and {@code registryMirrors}.
 */
public final class DemoSite implements AutoCloseable {

  private static final String ARCHIVE =
      "github.com/kubernetes-sigs/kubespray/archive/refs/tags/%s.tar.gz"
          .formatted(DemoTree.VERSION);

  private final OriginServer origin = OriginServer.start();
  private final FakeRegistry registry = FakeRegistry.start();
  private final Path cache;

  private DemoSite(DemoTree tree, Path folder) {
    cache = folder.resolve("target/cache");
    origin.serve("/" + ARCHIVE, tree.toTarGz());
    for (String line : DemoTree.lines("payloads.txt")) {
      String[] sizeAndPath = line.split(" ", 2);
      byte[] payload = DemoPayload.of(sizeAndPath[1], Integer.parseInt(sizeAndPath[0]) * 1024);
      origin.serve("/" + sizeAndPath[1], payload);
    }
    for (String image : DemoTree.lines("images.txt")) {
      registry.pushImage(image, "linux/amd64", "linux/arm64");
    }
  }

  /** A site that holds the tree as it stands in the resources. */
  public static DemoSite start(File folder) {
    return start(folder, DemoTree.load());
  }

  /**
   * A site that holds another tree.
   *
   * @param folder of the build, which keeps its store below its {@code target}
   */
  public static DemoSite start(File folder, DemoTree tree) {
    return new DemoSite(tree, folder.toPath());
  }

  /** The origin, to be given orders. */
  public OriginServer origin() {
    return origin;
  }

  /** The registry, to be given orders. */
  public FakeRegistry registry() {
    return registry;
  }

  /** What a build needs to be told to use this site instead of the internet. */
  public Map<String, String> userProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("kubespray.cache", cache.toString());
    properties.put("kubespray.mirrors", mirrors());
    properties.put("kubespray.registryMirrors", registryMirrors());
    properties.put("kubespray.allowInsecureRegistries", "true");
    properties.put("kubespray.retries", "1");
    return properties;
  }

  private String mirrors() {
    return hosts(
            DemoTree.lines("payloads.txt").stream().map(line -> line.split(" ", 2)[1]).toList())
        .stream()
        .map(host -> "https://%s/=%s/%s/".formatted(host, origin.url(), host))
        .collect(Collectors.joining(","));
  }

  private String registryMirrors() {
    return hosts(DemoTree.lines("images.txt")).stream()
        .map(host -> "%s=%s/%s".formatted(host, registry.host(), host))
        .collect(Collectors.joining(","));
  }

  private static Set<String> hosts(List<String> paths) {
    return paths.stream()
        .map(path -> path.substring(0, path.indexOf('/')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    origin.close();
    registry.close();
  }
}
