package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.Download;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.overlay.MirrorMode;
import io.github.kubesprayoffline.overlay.OverlayVariables;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Proves of a tree that was evaluated with the overlay in its place that every selected entry asks
 * the mirror, and that the mirror has what is asked for.
 */
final class ClosureCheck {

  private final Resolution resolution;
  private final MirrorContents contents;
  private final MirrorMode mode;
  private final LeakAdvice advice;
  private final Set<String> selectedFiles = new HashSet<>();
  private final Set<String> selectedImages = new HashSet<>();
  private final SortedSet<Leak> leaks = new TreeSet<>();

  private ClosureCheck(Evaluated site, MirrorContents contents, MirrorMode mode) {
    this.resolution = site.resolution();
    this.contents = contents;
    this.mode = mode;
    this.advice = new LeakAdvice(contents.imagePath(), site.roots());
    resolution.catalog().selectedFiles().forEach(file -> selectedFiles.add(key(file)));
    resolution.catalog().selectedImages().forEach(image -> selectedImages.add(key(image)));
  }

  /**
   * What does not lead to the mirror, or finds nothing there.
   *
   * @param mode how the nodes are led there
   */
  static List<Leak> leaks(Evaluated site, MirrorContents contents, MirrorMode mode) {
    return new ClosureCheck(site, contents, mode).find();
  }

  private List<Leak> find() {
    for (Node node : resolution.nodes()) {
      for (Download download : resolution.downloads(node)) {
        download
            .file()
            .filter(file -> selectedFiles.contains(key(file)))
            .ifPresent(
                file -> {
                  check(file, download, node);
                  checkRepository(download, node);
                });
        download
            .image()
            .filter(image -> selectedImages.contains(key(image)))
            .ifPresent(image -> check(image, download, node));
      }
    }
    return List.copyOf(leaks);
  }

  private static String key(FileEntry file) {
    return "%s %s %s".formatted(file.id(), file.arch(), file.url());
  }

  private static String key(ImageEntry image) {
    return "%s %s %s".formatted(image.id(), image.arch(), image.ref());
  }

  private void check(FileEntry file, Download download, Node node) {
    Optional<String> path = below(withoutQuery(file.url()), node, OverlayVariables.FILES);
    if (path.isEmpty()) {
      add(
          download,
          "it asks for %s. %s".formatted(SafeUrl.of(file.url()), advice.of(download, node)));
      return;
    }
    find(download, "file", path.get(), contents.files(), file.checksum());
  }

  /** Nodes send it, and a file server does not look at it. */
  private static String withoutQuery(String url) {
    return url.replaceFirst("[?#].*", "");
  }

  /** What is a file on this node names an image nonetheless, for nodes that would run it. */
  private void checkRepository(Download download, Node node) {
    boolean isPublic =
        mode == MirrorMode.REGISTRY
            && download
                .imageLine()
                .filter(ClosureCheck::isImage)
                .filter(line -> below(line, node, OverlayVariables.REGISTRY).isEmpty())
                .isPresent();
    if (isPublic) {
      add(download, "it names the image %s".formatted(download.imageLine().orElse("")));
    }
  }

  private static boolean isImage(String line) {
    try {
      return !ImageReference.parse(line).repository().isEmpty();
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private void check(ImageEntry image, Download download, Node node) {
    if (mode == MirrorMode.CONTAINERD) {
      checkMirrored(image, download, node);
      return;
    }
    Optional<String> name = below(nameOf(image.ref()), node, OverlayVariables.REGISTRY);
    if (name.isEmpty()) {
      add(download, "it asks for %s. %s".formatted(image.ref(), advice.of(download, node)));
      return;
    }
    find(download, "image", name.get(), contents.images(), image.digest());
  }

  /** The image keeps its name, and containerd asks the mirror for it. */
  private void checkMirrored(ImageEntry image, Download download, Node node) {
    if (!mirrored(node).contains(image.ref().registry())) {
      add(
          download,
          "it asks for %s, and %s has no entry for %s. Write one as for the other registries"
              .formatted(image.ref(), OverlayVariables.MIRRORS, image.ref().registry()));
      return;
    }
    find(
        download,
        "image",
        contents.imagePath().name(image.ref()),
        contents.images(),
        image.digest());
  }

  /** Not rendered as a whole: a login in it needs a password that is nobody's business here. */
  private static Set<String> mirrored(Node node) {
    Set<String> prefixes = new HashSet<>();
    Variable variable = node.templar().variable(OverlayVariables.MIRRORS);
    if (variable != null && variable.value() instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> map && map.get("prefix") instanceof String prefix) {
          prefixes.add(Python.str(node.templar().render(prefix)));
        }
      }
    }
    return prefixes;
  }

  private void find(
      Download download,
      String kind,
      String name,
      Map<String, Set<Checksum>> offered,
      @Nullable Checksum wanted) {
    Set<Checksum> known = offered.get(name);
    if (known == null) {
      add(download, "the mirror has no %s %s. Build the bundle again".formatted(kind, name));
    } else if (wanted != null && contradict(known, wanted)) {
      add(
          download,
          "the mirror's %s %s is another one: got %s, want %s. Build the bundle again"
              .formatted(
                  kind,
                  name,
                  new TreeSet<>(known.stream().map(Objects::toString).toList()),
                  wanted));
    }
  }

  /** What was hashed by another algorithm says nothing. */
  private static boolean contradict(Set<Checksum> known, Checksum wanted) {
    return !known.contains(wanted)
        && known.stream().anyMatch(each -> each.algorithm() == wanted.algorithm());
  }

  private static Optional<String> below(String text, Node node, String variable) {
    return value(node, variable) instanceof String address && text.startsWith(address + "/")
        ? Optional.of(text.substring(address.length() + 1))
        : Optional.empty();
  }

  private static @Nullable Object value(Node node, String name) {
    try {
      return node.templar().resolve(name);
    } catch (EvaluationException e) {
      return null;
    }
  }

  private static String nameOf(ImageReference ref) {
    return ref.registry() + "/" + ref.repository() + (ref.tag().isEmpty() ? "" : ":" + ref.tag());
  }

  private void add(Download download, String message) {
    leaks.add(new Leak("%s (%s)".formatted(download.id(), download.arch()), message));
  }
}
