package io.github.kubesprayoffline.testing;

import com.sun.net.httpserver.HttpServer;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.TestImage.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An in-process registry on a free loopback port: pulls with Range, pushes in chunks, mounts, Basic
 * and token logins; and it misbehaves on order. All repositories share the blobs that they were
 * given through {@link #push}; what clients push or mount belongs to one repository, as in a real
 * registry.
 */
public final class FakeRegistry implements AutoCloseable {

  /** The answer to an index of which manifests are absent. */
  record SparseRefusal(String code, int status) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  final Map<Checksum, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, Document> manifests = new ConcurrentHashMap<>();
  final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  final java.util.Set<String> links = ConcurrentHashMap.newKeySet();
  final FakeLogin login = new FakeLogin();
  volatile @Nullable SparseRefusal sparseRefusal;
  volatile boolean hidesDigests;

  private FakeRegistry(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", new FakeRegistryHandler(this));
    server.start();
  }

  /** A registry that anybody may pull from and push to, over plain HTTP. */
  public static FakeRegistry start() {
    try {
      return new FakeRegistry(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands before the first slash of a reference to it: {@code 127.0.0.1:40123}. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Its base URL, without a slash at the end. */
  public String url() {
    return "http://" + host();
  }

  /** Makes a small image of those platforms, of OCI's media types, and gives it that name. */
  public TestImage pushImage(String repositoryAndTag, String... platforms) {
    TestImages builder = TestImages.named(repositoryAndTag);
    TestImage image = (platforms.length == 0 ? builder : builder.platforms(platforms)).build();
    push(repositoryAndTag, image);
    return image;
  }

  /** Holds an image under {@code repository:tag}, and each of its documents by digest. */
  public FakeRegistry push(String repositoryAndTag, TestImage image) {
    int colon = repositoryAndTag.lastIndexOf(':');
    String repository = repositoryAndTag.substring(0, colon);
    image.documents().values().forEach(document -> putManifest(repository, document));
    manifests.put(key(repository, repositoryAndTag.substring(colon + 1)), image.top());
    image.blobs().forEach((digest, bytes) -> putBlob(repository, bytes));
    return this;
  }

  /** Holds a document by its digest. */
  public void putManifest(String repository, Document document) {
    manifests.put(key(repository, document.digest().toString()), document);
  }

  /** Holds a document under a tag. */
  public void tag(String repository, String tag, Document document) {
    putManifest(repository, document);
    manifests.put(key(repository, tag), document);
  }

  /** Holds a blob for a repository. */
  public void putBlob(String repository, byte[] bytes) {
    Checksum digest = Checksum.sha256Of(bytes);
    blobs.put(digest, bytes);
    links.add(key(repository, digest.toString()));
  }

  /** Forgets a blob, for all repositories. */
  public void removeBlob(Checksum digest) {
    blobs.remove(digest);
    links.removeIf(link -> link.endsWith(digest.toString()));
  }

  /** What is under that tag or digest. */
  public Optional<Document> manifest(String repository, String tagOrDigest) {
    return Optional.ofNullable(manifests.get(key(repository, tagOrDigest)));
  }

  /** Whether that repository has the blob. */
  public boolean hasBlob(String repository, Checksum digest) {
    return blobs.containsKey(digest) && links.contains(key(repository, digest.toString()));
  }

  /** Every request so far, {@code GET /v2/calico/node/manifests/v1}, queries included. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many of the requests so far match, as a whole. */
  public long count(String regex) {
    return requests.stream().filter(request -> request.matches(regex)).count();
  }

  /** The Authorization headers so far. */
  public List<String> secretsSeen() {
    return List.copyOf(secrets);
  }

  /** Forgets the requests so far. */
  public void forgetRequests() {
    requests.clear();
  }

  /** Does something wrong for requests to come. */
  public FakeRegistry misbehave(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Demands Basic credentials for everything. */
  public FakeRegistry requireBasic(String user, String password) {
    login.require(FakeLogin.Kind.BASIC, user, password);
    return this;
  }

  /**
   * Demands a bearer token, given for these credentials by its own token service; with an empty
   * user, to anybody.
   *
   * @param usesPerToken how many requests a token is good for
   */
  public FakeRegistry requireToken(String user, String password, int usesPerToken) {
    login.require(FakeLogin.Kind.TOKEN, user, password);
    login.usesPerToken = usesPerToken;
    return this;
  }

  /** Refuses an index unless all of its manifests are there, as distribution 2.8 does. */
  public FakeRegistry refuseSparseIndexes() {
    return refuseSparseIndexes("MANIFEST_BLOB_UNKNOWN", 400);
  }

  /** Refuses an index unless all of its manifests are there, in other words. */
  public FakeRegistry refuseSparseIndexes(String code, int status) {
    sparseRefusal = new SparseRefusal(code, status);
    return this;
  }

  /** Leaves out Docker-Content-Digest. */
  public FakeRegistry hideDigests() {
    hidesDigests = true;
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static String key(String repository, String identifier) {
    return repository + "@" + identifier;
  }

  void note(String request, @Nullable String authorization) {
    requests.add(request);
    if (authorization != null) {
      secrets.add(authorization);
    }
  }

  @Nullable Fault faultFor(String method, URI uri) {
    return faults.stream().filter(fault -> fault.strikes(method, uri)).findFirst().orElse(null);
  }
}
