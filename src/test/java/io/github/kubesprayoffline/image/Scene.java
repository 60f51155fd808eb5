package io.github.kubesprayoffline.image;

import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.pull.ImagePuller;
import io.github.kubesprayoffline.image.pull.RegistryMirrors;
import io.github.kubesprayoffline.image.push.ImagePusher;
import io.github.kubesprayoffline.image.push.ImageTarget;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.TurnedClock;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store and a layout in a folder, and pulls and pushes from and to loopback registries. */
public final class Scene {

  public final TurnedClock clock = new TurnedClock();
  public final Path layout;
  public final Store store;

  /** What pulls said of mirrors that failed. */
  public final List<String> heard = new CopyOnWriteArrayList<>();

  /** What was said of requests and uploads that were tried again. */
  public final List<String> retried = new CopyOnWriteArrayList<>();

  private final RetryPolicy retry = RetryPolicy.DEFAULT.withRetries(3).withClock(clock);
  private HttpSettings settings =
      HttpSettings.DEFAULT
          .withInsecureHosts(Set.of("127.0.0.1"))
          .withStallTimeout(Duration.ofSeconds(5))
          .withRetry(retry);
  private Logins logins = Logins.none();
  private List<String> mirrors = List.of();

  public Scene(Path folder) {
    this.layout = folder.resolve("images");
    this.store = Store.open(folder.resolve("store"));
  }

  public Scene offline() {
    settings = settings.withOffline(true);
    return this;
  }

  public Scene login(String host, String user, String password) {
    logins = new Logins(Map.of(host, Credential.from(user, password)), List.of());
    return this;
  }

  /** Logins from where Docker and Podman of that environment keep them. */
  public Scene environment(Map<String, String> variables) {
    logins = Logins.read(Map.of(), variables, layout.getParent());
    return this;
  }

  public Scene mirrors(String... rules) {
    mirrors = List.of(rules);
    return this;
  }

  public Scene settings(HttpSettings changed) {
    settings = changed.withRetry(retry);
    return this;
  }

  public Registries registries() {
    return new Registries(
        new HttpTransport(settings, (name, reason) -> retried.add(name + ": " + reason)), logins);
  }

  public List<LockedImage> pull(ImagePin... pins) {
    return new ImagePuller(
            registries(),
            RegistryMirrors.parse(mirrors),
            store,
            new Transfers(store, settings.retry()),
            hearing(),
            4)
        .pull(List.of(pins), layout);
  }

  private Progress hearing() {
    return new Progress() {
      @Override
      public void retrying(String item, String reason) {
        heard.add(item + ": " + reason);
      }
    };
  }

  /** Pushes what was pulled. */
  public PushReport push(String target, ImagePath path) {
    return new ImagePusher(registries(), Progress.NONE, 4)
        .push(LayoutFolder.open(layout, 4), ImageTarget.parse(target, path));
  }

  /** A pin for linux/amd64 or the platforms named. */
  public static ImagePin pin(String ref, String... platforms) {
    return pinned(ref, null, platforms);
  }

  public static ImagePin pinned(String ref, @Nullable Checksum digest, String... platforms) {
    List<Platform> wanted =
        platforms.length == 0
            ? List.of(Platform.linux("amd64"))
            : Arrays.stream(platforms).map(Platform::parse).toList();
    return new ImagePin(ImageReference.parse(ref), wanted, digest);
  }
}
