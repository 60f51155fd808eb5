package io.github.kubesprayoffline.http.transport;

import com.google.api.client.http.HttpTransport;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import com.google.cloud.storage.contrib.nio.CloudStorageConfiguration;
import com.google.cloud.storage.contrib.nio.CloudStorageFileSystem;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The buckets of Google Cloud Storage, by its JSON API. The machine's Google credentials count;
 * where there are none, only public buckets open.
 */
public final class Buckets {

  /** What Google's own clients take as a storage that wants no login. */
  static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  /** What {@code gcloud} takes as another endpoint, such as one of Private Service Connect. */
  static final String ENDPOINT = "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE";

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /** It would tell java.util.logging, which Maven 4 listens to, the headers of each request. */
  private static final Logger HEADERS = Logger.getLogger(HttpTransport.class.getName());

  static {
    HEADERS.setLevel(Level.OFF);
  }

  private static final Buckets OF_THIS_MACHINE = new Buckets(System.getenv());

  private final Map<String, CloudStorageFileSystem> open = new ConcurrentHashMap<>();
  private final Supplier<StorageOptions> options;
  private final Supplier<Storage> storage;

  /** The buckets that these variables of the environment lead to. */
  public Buckets(Map<String, String> environment) {
    options = Suppliers.memoize(() -> options(environment));
    storage = Suppliers.memoize(() -> options.get().getService());
  }

  /** The buckets that this machine's environment leads to. */
  public static Buckets ofThisMachine() {
    return OF_THIS_MACHINE;
  }

  /** The object that {@code gs://bucket/name} names, as a path to read from. */
  public Path path(URI url) {
    String bucket = url.getAuthority();
    if (bucket == null) {
      throw new InvalidInputException(
          "'%s' names no bucket: write gs://bucket/path".formatted(url));
    }
    return open.computeIfAbsent(bucket, this::fileSystem).getPath(url.getPath());
  }

  /** All of them, to write to. */
  public Storage storage() {
    return storage.get();
  }

  private CloudStorageFileSystem fileSystem(String bucket) {
    return CloudStorageFileSystem.forBucket(
        bucket, CloudStorageConfiguration.DEFAULT, options.get());
  }

  /** Objects are written whole, so that to send one again does no harm: everything is retried. */
  private static StorageOptions options(Map<String, String> environment) {
    StorageOptions.Builder builder =
        StorageOptions.http()
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy());
    value(environment, ENDPOINT).map(Buckets::trusted).ifPresent(builder::setHost);
    value(environment, EMULATOR)
        .ifPresent(
            host ->
                builder
                    .setHost(root(host.contains("://") ? host : "http://" + host))
                    .setProjectId("emulator")
                    .setCredentials(NoCredentials.getInstance()));
    builder.setRetrySettings(
        StorageOptions.getDefaultRetrySettings().toBuilder()
            .setInitialRetryDelayDuration(FIRST_PAUSE)
            .build());
    return builder.build();
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** An endpoint that gets a login. */
  private static String trusted(String endpoint) {
    URI uri = URI.create(endpoint);
    if (!"https".equals(uri.getScheme()) && !isThisMachine(uri.getHost())) {
      throw new InvalidInputException(
          "%s is '%s': credentials go to an https endpoint only".formatted(ENDPOINT, endpoint));
    }
    return root(endpoint);
  }

  private static boolean isThisMachine(String host) {
    try {
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The client adds {@code /storage/v1} itself. */
  private static String root(String endpoint) {
    URI uri = URI.create(endpoint);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
