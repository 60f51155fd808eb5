package io.github.kubesprayoffline.image.push;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.Parallel;
import io.github.kubesprayoffline.image.push.PushReport.Outcome;
import io.github.kubesprayoffline.image.push.PushReport.Pushed;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.registry.Refusal;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.registry.Repository;
import io.github.kubesprayoffline.transfer.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Pushes images to a registry, byte for byte: only what it lacks, and every blob once. */
public final class ImagePusher {

  /** A blob, what it is called in progress, and the repositories that shall have it. */
  private record Wish(Checksum digest, long size, String name, List<Repository> repositories) {

    void add(Repository repository) {
      if (repositories.stream().noneMatch(other -> other.path().equals(repository.path()))) {
        repositories.add(repository);
      }
    }
  }

  private final Registries registries;
  private final Progress progress;
  private final Parallel parallel;

  /**
   * A pusher.
   *
   * @param progress hears of each blob that is sent
   * @param threads how many questions to the registry at a time; the source knows how many blobs
   */
  public ImagePusher(Registries registries, Progress progress, int threads) {
    this.registries = registries;
    this.progress = progress;
    this.parallel = new Parallel(threads);
  }

  /**
   * Pushes all images of a source.
   *
   * @throws InvalidInputException if two images would get one name; nothing has been sent then
   * @throws OfflineException with every image that the registry did not take
   */
  public PushReport push(ImageSource source, ImageTarget target) {
    List<PushImage> images =
        source.images().stream().map(entry -> PushImage.of(source, entry)).toList();
    target.path().requireDistinct(images.stream().map(PushImage::locked).toList());
    Map<ImageReference, Pushed> done = new ConcurrentHashMap<>();
    each(images, image -> lookFor(image, target.of(image.ref()), done));
    List<PushImage> missing =
        images.stream().filter(image -> !done.containsKey(image.ref())).toList();
    List<PushImage> there = images.stream().filter(image -> done.containsKey(image.ref())).toList();
    BlobPush blobs = new BlobPush(progress);
    sendBlobs(source, wishes(missing, target), holders(there, target), blobs);
    each(missing, image -> done.put(image.ref(), putDocuments(image, target.of(image.ref()))));
    return blobs.report(List.copyOf(done.values()));
  }

  private void lookFor(PushImage image, ImageReference name, Map<ImageReference, Pushed> done) {
    Repository repository = registries.repository(name);
    Optional<Checksum> there = repository.digestOf(identifier(name, image.top()));
    if (there.equals(Optional.of(image.top().digest()))) {
      if (hasAll(repository, image)) {
        done.put(image.ref(), new Pushed(image.ref(), name, there.get(), Outcome.THERE, ""));
      }
      return;
    }
    // An earlier push may have found that this registry refuses the index.
    ReducedImage.of(image)
        .filter(reduced -> isThere(reduced, repository, name, there))
        .ifPresent(reduced -> done.put(image.ref(), reduced(image, name, reduced, "")));
  }

  private static boolean isThere(
      Document reduced, Repository repository, ImageReference name, Optional<Checksum> underTag) {
    Optional<Checksum> there =
        name.tag().isEmpty() ? repository.digestOf(identifier(name, reduced)) : underTag;
    return there.equals(Optional.of(reduced.digest()));
  }

  /** A registry that takes sparse indexes may have this one from a push of fewer platforms. */
  private static boolean hasAll(Repository repository, PushImage image) {
    return image.below().keySet().stream()
        .allMatch(digest -> repository.digestOf(digest.toString()).isPresent());
  }

  /** The largest first, so that none is left for the end when there is nothing beside it to do. */
  private List<Wish> wishes(List<PushImage> images, ImageTarget target) {
    Map<Checksum, Wish> wishes = new HashMap<>();
    for (PushImage image : images) {
      Repository repository = registries.repository(target.of(image.ref()));
      image.blobs().values().forEach(blob -> wish(image, blob, repository, wishes));
    }
    return wishes.values().stream()
        .sorted(Comparator.comparingLong((Wish wish) -> -wish.size()).thenComparing(Wish::digest))
        .toList();
  }

  private static void wish(
      PushImage image, Descriptor blob, Repository repository, Map<Checksum, Wish> wishes) {
    String name = image.ref() + " " + blob.digest().hex().substring(0, 12);
    wishes
        .computeIfAbsent(blob.digest(), key -> new Wish(key, blob.size(), name, new ArrayList<>()))
        .add(repository);
  }

  /** For each blob of the images a repository that holds it. */
  private Map<Checksum, Repository> holders(List<PushImage> images, ImageTarget target) {
    Map<Checksum, Repository> holders = new HashMap<>();
    for (PushImage image : images) {
      Repository repository = registries.repository(target.of(image.ref()));
      image.blobs().keySet().forEach(digest -> holders.putIfAbsent(digest, repository));
    }
    return holders;
  }

  private void sendBlobs(
      ImageSource source, List<Wish> wishes, Map<Checksum, Repository> holders, BlobPush blobs) {
    Map<Checksum, String> toSend = new ConcurrentHashMap<>();
    each(
        wishes,
        wish -> {
          Optional<Repository> holder = Optional.ofNullable(holders.get(wish.digest()));
          if (blobs.look(wish.digest(), wish.repositories(), holder)) {
            toSend.put(wish.digest(), wish.name());
          }
        });
    List<Checksum> order = wishes.stream().map(Wish::digest).filter(toSend::containsKey).toList();
    source.give(
        order, (digest, content) -> blobs.send(digest, toSend.getOrDefault(digest, ""), content));
  }

  private Pushed putDocuments(PushImage image, ImageReference name) {
    Repository repository = registries.repository(name);
    for (Document document : image.below().values()) {
      if (repository.digestOf(document.digest().toString()).isEmpty()) {
        Optional<Refusal> refusal = repository.putManifest(document.digest().toString(), document);
        if (refusal.isPresent() && document.content() instanceof Document.Manifest) {
          throw refused(name, document, refusal.get());
        }
      }
    }
    Optional<Refusal> refusal = repository.putManifest(identifier(name, image.top()), image.top());
    return refusal.isEmpty()
        ? new Pushed(image.ref(), name, image.top().digest(), Outcome.SENT, "")
        : putReduced(image, name, refusal.get());
  }

  private Pushed putReduced(PushImage image, ImageReference name, Refusal why) {
    Document reduced = ReducedImage.of(image).orElseThrow(() -> refused(name, image.top(), why));
    Optional<Refusal> refusal =
        registries.repository(name).putManifest(identifier(name, reduced), reduced);
    if (refusal.isPresent()) {
      throw refused(name, reduced, refusal.get());
    }
    return reduced(image, name, reduced, why.words());
  }

  private static Pushed reduced(
      PushImage image, ImageReference name, Document reduced, String words) {
    Optional<Checksum> digest =
        name.tag().isEmpty() ? Optional.of(reduced.digest()) : Optional.empty();
    ImageReference target =
        new ImageReference(name.registry(), name.repository(), name.tag(), digest);
    return new Pushed(image.ref(), target, reduced.digest(), Outcome.REDUCED, words);
  }

  private static String identifier(ImageReference name, Document document) {
    return name.tag().isEmpty() ? document.digest().toString() : name.tag();
  }

  private static TransferException refused(
      ImageReference name, Document document, Refusal refusal) {
    return new TransferException(
        "%s: the registry refuses %s, though it was sent all that there is of it: %s. Push again; if that does not help, ask its operator."
            .formatted(name, document.digest(), refusal.words()));
  }

  /** Does all that can be done, and reports what could not. */
  private <T> void each(Collection<T> things, Consumer<T> action) {
    Problems.throwAll(parallel.forEachSmall(things, action).values());
  }
}
