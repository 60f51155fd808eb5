package io.github.kubesprayoffline.oci;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A manifest or an index, as the bytes that came. It is read, never written anew: another order of
 * its keys would be another digest.
 */
public final class Document {

  /** What a document says. */
  public sealed interface Content permits Index, Manifest, Unknown {

    /** Everything it refers to, in its order. */
    List<Descriptor> children();
  }

  /** Refers to manifests, most often one for each platform. */
  public record Index(List<Descriptor> manifests) implements Content {

    public Index {
      manifests = List.copyOf(manifests);
    }

    @Override
    public List<Descriptor> children() {
      return manifests;
    }
  }

  /** Refers to an image's configuration and its layers. */
  public record Manifest(Descriptor config, List<Descriptor> layers) implements Content {

    public Manifest {
      Objects.requireNonNull(config);
      layers = List.copyOf(layers);
    }

    @Override
    public List<Descriptor> children() {
      return Stream.concat(Stream.of(config), layers.stream()).toList();
    }
  }

  /** Of a media type that says nothing to us. What it refers to, if anything, stays unread. */
  public record Unknown() implements Content {

    @Override
    public List<Descriptor> children() {
      return List.of();
    }
  }

  private static final String ADVICE = "Check the reference and the registry.";

  private final String mediaType;
  private final byte[] bytes;
  private final Checksum digest;
  private final Content content;

  private Document(String mediaType, byte[] bytes, Content content) {
    this.mediaType = mediaType;
    this.bytes = bytes;
    this.digest = Checksum.sha256Of(bytes);
    this.content = content;
  }

  /**
   * Reads a document.
   *
   * @param name what it is called in messages
   * @param declared the media type that came with it; the document's own word counts more
   * @throws IntegrityException if it is no manifest and no index, or one of schema 1
   */
  public static Document parse(String name, String declared, byte[] bytes) {
    DocumentParser parser = new DocumentParser(name, declared, bytes, ADVICE);
    return new Document(parser.mediaType(), bytes.clone(), parser.content());
  }

  /**
   * The same for what an index lists beside images, such as attestations: of a media type that is
   * neither a manifest's nor an index's, it is kept as the bytes that it is.
   */
  public static Document keep(String name, String declared, byte[] bytes) {
    return MediaTypes.isDocument(declared) || declared.isEmpty()
        ? parse(name, declared, bytes)
        : new Document(declared, bytes.clone(), new Unknown());
  }

  /** Its media type, by its own word or else as it was declared. */
  public String mediaType() {
    return mediaType;
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of its bytes. */
  public long size() {
    return bytes.length;
  }

  /** The sha256 of its bytes. */
  public Checksum digest() {
    return digest;
  }

  /** What it says. */
  public Content content() {
    return content;
  }
}
