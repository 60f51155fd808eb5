package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.MediaTypes;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One repository of one registry: the requests of the OCI distribution specification. */
public final class Repository {

  /** The specification asks registries to take 4 MiB; some hold more. */
  private static final int LARGEST_DOCUMENT = 32 << 20;

  /** The algorithms of the specification; whatever else a registry computes proves nothing. */
  private static final Pattern TOLD = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

  private final RegistryClient client;
  private final String path;

  Repository(RegistryClient client, String path) {
    this.client = client;
    this.path = path;
  }

  /** {@code registry/path}. */
  public String name() {
    return client.name() + "/" + path;
  }

  /** The path within the registry. */
  public String path() {
    return path;
  }

  /**
   * The digest that the registry holds under a tag or a digest; empty if it holds nothing.
   *
   * @throws TransferException if it does not say
   */
  public Optional<Checksum> digestOf(String identifier) {
    Request request = Request.head(manifestUri(identifier));
    try (Response response = client.send(pull(), accepting(request, ""))) {
      if (response.status() == 404) {
        return Optional.empty();
      }
      response.expectSuccess();
      Optional<Checksum> told =
          toldDigest(response).filter(it -> it.algorithm() == Algorithm.SHA256);
      return told.isPresent() ? told : manifest(identifier).map(Document::digest);
    }
  }

  /**
   * The manifest or index under a tag or a digest, byte for byte; empty if there is none.
   *
   * @throws IntegrityException if it is not what the digest, or the registry's own header, says
   */
  public Optional<Document> manifest(String identifier) {
    return document(identifier, "", Document::parse);
  }

  /**
   * What an index refers to, byte for byte and of whatever media type; empty if there is none.
   *
   * @throws IntegrityException if it is not what the digest says
   */
  public Optional<Document> listed(Descriptor descriptor) {
    return document(descriptor.digest().toString(), descriptor.mediaType(), Document::keep);
  }

  private interface Reader {
    Document read(String name, String mediaType, byte[] bytes);
  }

  private Optional<Document> document(String identifier, String mediaType, Reader reader) {
    Request request = accepting(Request.get(manifestUri(identifier)), mediaType);
    try (Response response = client.send(pull(), request)) {
      if (response.status() == 404) {
        return Optional.empty();
      }
      response.expectSuccess();
      Document document =
          reader.read(
              describe(identifier),
              mediaType.isEmpty() ? response.header("Content-Type").orElse("") : mediaType,
              response.bytes(LARGEST_DOCUMENT));
      Optional<Checksum> wanted =
          identifier.contains(":") ? Optional.of(Checksum.parse(identifier)) : toldDigest(response);
      wanted.ifPresent(want -> requireSame(describe(identifier), digest(document, want), want));
      return Optional.of(document);
    }
  }

  /**
   * The answer to the request for a blob, whatever it is.
   *
   * @param headers such as Range
   */
  public Response openBlob(Checksum digest, Map<String, String> headers) {
    return client.send(pull(), Request.get(blobUri(digest)).withHeaders(headers));
  }

  /** Where the blob is, for messages. */
  public URI blobUri(Checksum digest) {
    return client.uri(path + "/blobs/" + digest);
  }

  private URI manifestUri(String identifier) {
    return client.uri(path + "/manifests/" + identifier);
  }

  /** Whether the blob is there. */
  public boolean hasBlob(Checksum digest) {
    try (Response response = client.send(push(), Request.head(blobUri(digest)))) {
      if (response.status() == 404) {
        return false;
      }
      response.expectSuccess();
      return true;
    }
  }

  /**
   * Makes a blob of another repository of the same registry one of this too, without sending it.
   * Who may push here need not be let into the other one.
   *
   * @return whether the registry did so
   */
  public boolean mount(Checksum digest, String from) {
    URI uri = client.uri(path + "/blobs/uploads/?mount=" + digest + "&from=" + from);
    String scope = push() + " repository:" + from + ":pull";
    try (Response response = client.send(scope, Request.of("POST", uri))) {
      return response.status() == 201;
    } catch (LoginRefusedException e) {
      return false;
    }
  }

  /**
   * Sends a blob.
   *
   * @throws IntegrityException if the registry got other bytes
   * @throws TransferException if it did not take them
   */
  public void putBlob(Checksum digest, BlobContent content) {
    new Upload(client, path, push(), describe(digest.toString()), digest, content).run();
  }

  /**
   * Puts a manifest or an index under a tag or its digest.
   *
   * @return what the registry says against this document; empty if it took it
   * @throws IntegrityException if the registry calls it by another digest
   */
  public Optional<Refusal> putManifest(String identifier, Document document) {
    Request request =
        Request.of("PUT", manifestUri(identifier))
            .withHeader("Content-Type", document.mediaType())
            .withBody(BodySource.of(document.bytes()));
    try (Response response = client.send(push(), request)) {
      if (Refusal.isOne(response)) {
        return Optional.of(Refusal.of(response));
      }
      response.expectSuccess();
      toldDigest(response)
          .ifPresent(told -> requireSame(describe(identifier), told, digest(document, told)));
      return Optional.empty();
    }
  }

  private static Request accepting(Request request, String more) {
    Set<String> types = new LinkedHashSet<>(MediaTypes.ACCEPTED);
    types.add(more);
    types.remove("");
    return request.withHeader("Accept", String.join(", ", types));
  }

  static Optional<Checksum> toldDigest(Response response) {
    return response
        .header("Docker-Content-Digest")
        .filter(told -> TOLD.matcher(told).matches())
        .map(Checksum::parse);
  }

  private static Checksum digest(Document document, Checksum like) {
    return Checksum.of(like.algorithm(), document.bytes());
  }

  private static void requireSame(String what, Checksum got, Checksum want) {
    if (!got.equals(want)) {
      throw IntegrityException.mismatch(
          what, got, want, "The registry or something before it changes manifests; use another.");
    }
  }

  private String describe(String identifier) {
    return name() + (identifier.contains(":") ? "@" : ":") + identifier;
  }

  private String pull() {
    return "repository:" + path + ":pull";
  }

  private String push() {
    return "repository:" + path + ":pull,push";
  }
}
