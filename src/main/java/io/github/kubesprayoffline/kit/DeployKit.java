package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.io.Resource;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files by which a site serves a bundle: {@code mirror.sh} and the folder {@code deploy/}. */
public final class DeployKit {

  private static final String SCRIPT = "mirror.sh";
  private static final String FOLDER = "deploy/";
  private static final List<String> CONFIGURATION =
      List.of(
          "compose.yaml",
          "listen-tls.conf",
          "nginx.conf",
          "registry/config.yml",
          "systemd/kubespray-mirror-registry.service",
          "systemd/kubespray-mirror.service");

  private DeployKit() {}

  /**
   * The kit of a bundle.
   *
   * @param lock says which images there are to push
   * @param imagePath their names in the registry
   * @param registry the image that serves the images where containers do
   * @param fileServer the image that serves the files there
   * @return contents by path in the bundle, UTF-8; the one that ends in {@code .sh} is executable
   */
  public static SortedMap<String, byte[]> of(
      Lock lock, ImagePath imagePath, ImageReference registry, ImageReference fileServer) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(SCRIPT, bytes(template(SCRIPT)));
    files.put(FOLDER + "images.list", bytes(imagesList(lock, imagePath)));
    for (String name : CONFIGURATION) {
      String text =
          template(name)
              .replace("@registryImage@", registry.toString())
              .replace("@nginxImage@", fileServer.toString());
      files.put(FOLDER + name, bytes(text));
    }
    return files;
  }

  /** A line for each image: reference, name, digest, platforms with theirs; for a shell to read. */
  private static String imagesList(Lock lock, ImagePath imagePath) {
    return lock.images().stream()
        .map(
            image ->
                String.join(
                        "\t",
                        image.ref().toString(),
                        imagePath.name(image.ref()),
                        image.digest().toString(),
                        platforms(image))
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String platforms(LockedImage image) {
    return image.manifests().entrySet().stream()
        .map(platform -> platform.getKey() + "=" + platform.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String template(String name) {
    return Resource.text(DeployKit.class, name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
