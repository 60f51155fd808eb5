package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.StatusException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.Item;
import io.github.kubesprayoffline.transfer.Origins;
import io.github.kubesprayoffline.transfer.Transfers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens Kubespray trees: folders as they are, archives through the store. */
public final class KubesprayArchives {

  private static final String RELEASE =
      "https://github.com/kubernetes-sigs/kubespray/archive/refs/tags/%s.tar.gz";
  private static final String RELEASES = "https://github.com/kubernetes-sigs/kubespray/releases";
  private static final Pattern VERSION = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+[-.\\w]*)");
  private static final Pattern TREE_NAME = Pattern.compile("kubespray-(\\d+\\.\\d+\\.\\d+.*)");

  private final Store store;
  private final HttpTransport transport;
  private final Transfers transfers;
  private final Optional<LockedSource> locked;

  /**
   * An opener that keeps archives in this store.
   *
   * @param locked what a lock says of the archive that it was made with
   */
  public KubesprayArchives(
      Store store, HttpTransport transport, Transfers transfers, Optional<LockedSource> locked) {
    this.store = store;
    this.transport = transport;
    this.transfers = transfers;
    this.locked = locked;
  }

  /**
   * Opens the tree.
   *
   * @throws InvalidInputException if there is no such release, or this is no Kubespray
   * @throws OfflineException if it cannot be had, or is not the one that was pinned
   */
  public KubesprayArchive open(SourceRequest request) {
    if (request.source().isEmpty()) {
      return openRelease(request);
    }
    String source = request.source().get();
    if (isUrl(source)) {
      return unpacked(request, bring(request, source, false), SafeUrl.of(source));
    }
    Path path = Path.of(source);
    if (Files.isDirectory(path)) {
      return openFolder(request, path);
    }
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          "source '%s' is not there: give a folder, an archive file or a URL.".formatted(source));
    }
    String url = path.toAbsolutePath().normalize().toUri().toString();
    return unpacked(request, bring(request, url, false), source);
  }

  /**
   * Unpacks the archive of a tree.
   *
   * @param workFolder where it gets a folder of its own
   * @return the tree's top folder
   * @throws InvalidInputException if it is no archive, a hostile one, or no Kubespray
   */
  public static Path unpack(Path archive, Path workFolder) {
    String name = String.valueOf(archive.getFileName());
    return KubesprayRoot.find(Unpacker.unpack(archive, workFolder, name), name);
  }

  private KubesprayArchive openRelease(SourceRequest request) {
    String version =
        request
            .version()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Neither version nor source is given: set -Dkubespray.version=<release>, one of "
                            + RELEASES));
    String url = RELEASE.formatted(tag(version));
    try {
      return unpacked(request, bring(request, url, true), url);
    } catch (OfflineException e) {
      if (has(e, fault -> fault instanceof StatusException answer && answer.status() == 404)) {
        throw new InvalidInputException(
            "There is no Kubespray release %s: the releases are listed at %s. %s"
                .formatted(version, RELEASES, e.oneLine()),
            e);
      }
      throw e;
    }
  }

  private static KubesprayArchive openFolder(SourceRequest request, Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    if (request.sha256().isPresent()) {
      throw new InvalidInputException(
          "sourceSha256 pins an archive, but source '%s' is a folder: leave one of them out."
              .formatted(folder));
    }
    KubesprayRoot.check(root, folder.toString());
    return new KubesprayArchive(root, Optional.empty(), version(request, root), name("" + root));
  }

  private KubesprayArchive unpacked(SourceRequest request, Blob archive, String source) {
    Path root =
        KubesprayRoot.find(Unpacker.unpack(archive.path(), request.workFolder(), source), source);
    return new KubesprayArchive(root, Optional.of(archive), version(request, root), name(source));
  }

  /**
   * The archive out of the store if it is pinned, or belongs to a release (they do not change), or
   * there is no network; else anew, as a branch's archive changes.
   */
  private Blob bring(SourceRequest request, String url, boolean lasting) {
    String name = "source " + SafeUrl.withoutLogin(url);
    boolean reuse = lasting || transport.settings().offline();
    Optional<LockedSource> lock =
        locked.filter(each -> each.source().equals(name(SafeUrl.of(url))));
    Optional<Checksum> expected = request.sha256().or(() -> lock.map(LockedSource::sha256));
    Item item =
        new Item(
            "kubespray",
            expected,
            lock.map(each -> each.sizeOf(expected)).orElse(OptionalLong.empty()),
            new Origins(transport).of(request.mirrors(), url));
    try {
      if (item.expected().isEmpty() && reuse) {
        return transfers.bringTrusted(item, name);
      }
      Blob blob = transfers.bring(item);
      store.remember(name, blob.sha256());
      return blob;
    } catch (OfflineException e) {
      throw has(e, IntegrityException.class::isInstance) ? anotherArchive(request, lock, e) : e;
    }
  }

  private static IntegrityException anotherArchive(
      SourceRequest request, Optional<LockedSource> lock, OfflineException e) {
    String pin = lock.isPresent() ? "the lock" : "an earlier build";
    String ways = "-Dkubespray.sourceSha256=...";
    if (request.sha256().isPresent()) {
      pin = "sourceSha256";
    } else if (lock.isPresent()) {
      ways += ", and write the lock again with -Dkubespray.updateLock";
    }
    IntegrityException another =
        new IntegrityException(
            "%s It is held to the archive of %s. GitHub may generate an archive again, the same files in other bytes: if you trust what came, give its sha256 as %s"
                .formatted(e.oneLine(), pin, ways));
    another.addSuppressed(e);
    return another;
  }

  /** Releases are tagged with a v, which people leave out. */
  private static String tag(String version) {
    Matcher matcher = VERSION.matcher(version.strip());
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "version '%s' is not a Kubespray release: write one such as v2.31.0; they are listed at %s."
              .formatted(version, RELEASES));
    }
    return "v" + matcher.group(1);
  }

  private static String version(SourceRequest request, Path root) {
    String name = String.valueOf(root.getFileName());
    Matcher released = TREE_NAME.matcher(name);
    return request.version().orElseGet(() -> released.matches() ? "v" + released.group(1) : name);
  }

  /** Where a file lies is its user's matter, not the bundle's, whose bytes are alike anywhere. */
  private static String name(String source) {
    if (isUrl(source) && !source.startsWith("file:")) {
      return source;
    }
    return String.valueOf(Path.of(source).toAbsolutePath().normalize().getFileName());
  }

  private static boolean isUrl(String source) {
    return source.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
  }

  /** Whether a failure, or one of those that led to it, is such a one. */
  private static boolean has(Throwable fault, Predicate<Throwable> wanted) {
    return wanted.test(fault)
        || Arrays.stream(fault.getSuppressed()).anyMatch(each -> has(each, wanted))
        || (fault.getCause() != null && has(fault.getCause(), wanted));
  }
}
