package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.lock.LockedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines that use a server, to be copied as they stand. */
public final class UsageHints {

  private UsageHints() {}

  /**
   * The lines.
   *
   * @param authority the host and port that clients shall use
   */
  public static List<String> lines(ServedBundle bundle, String authority, boolean https) {
    String url = (https ? "https://" : "http://") + authority;
    List<String> lines = new ArrayList<>();
    lines.add(
        "Serving Kubespray %s, %d files and %d images, on %s/ until interrupted"
            .formatted(
                bundle.lock().version(),
                bundle.lock().files().size(),
                bundle.lock().images().size(),
                url));
    firstImage(bundle)
        .ifPresent(
            image ->
                lines.add(
                    "An image: skopeo copy%s %s docker-archive:image.tar"
                        .formatted(
                            https ? "" : " --src-tls-verify=false",
                            Shell.word("docker://" + authority + "/" + image))));
    firstFile(bundle)
        .ifPresent(
            path ->
                lines.add("A file: curl -fO " + Shell.word(url + "/files/" + Html.encoded(path))));
    lines.add(
        "Kubespray: mvn kubespray-offline:config -Dkubespray.registry=%s%s -Dkubespray.filesRepo=%s/files"
            .formatted(authority, scheme(https), url));
    return lines;
  }

  /** What tells the configuration that the nodes speak plain HTTP with the registry. */
  static String scheme(boolean https) {
    return https ? "" : " -Dkubespray.registryScheme=http";
  }

  /** An image that can be named by its tag. */
  static Optional<String> firstImage(ServedBundle bundle) {
    return bundle.lock().images().stream()
        .filter(image -> !image.ref().tag().isEmpty())
        .map(image -> bundle.header().imagePath().name(image.ref()))
        .findFirst();
  }

  static Optional<String> firstFile(ServedBundle bundle) {
    return bundle.lock().files().stream().map(LockedFile::path).findFirst();
  }
}
