package io.github.kubesprayoffline.testing;

import com.github.luben.zstd.Zstd;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.testing.TestImage.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Builds small real images whose bytes depend on nothing but what is asked for here. The documents
 * are laid out as no JSON writer would, so that whoever serialises them anew changes their digest.
 */
public final class TestImages {

  private static final Map<String, String> DOCKER_NAMES =
      Map.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.docker.container.image.v1+json",
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.docker.image.rootfs.diff.tar.gzip");

  private final String name;
  private final Map<Checksum, Document> documents = new HashMap<>();
  private final Map<Checksum, byte[]> blobs = new HashMap<>();
  private final List<byte[]> sharedLayers = new ArrayList<>();
  private List<Platform> platforms = List.of(Platform.linux("amd64"), Platform.linux("arm64"));
  private boolean docker;
  private boolean attested;
  private boolean zstd;
  private int layers = 2;
  private int layerSize = 1000;

  private TestImages(String name) {
    this.name = name;
  }

  /** Starts an image; another name gives other bytes. */
  public static TestImages named(String name) {
    return new TestImages(name);
  }

  /** Docker's media types in place of OCI's. */
  public TestImages docker() {
    docker = true;
    return this;
  }

  /** Instead of linux/amd64 and linux/arm64. */
  public TestImages platforms(String... names) {
    platforms = java.util.Arrays.stream(names).map(Platform::parse).toList();
    return this;
  }

  /** How many layers each platform has of its own, and roughly how large each is. */
  public TestImages layers(int count, int size) {
    layers = count;
    layerSize = size;
    return this;
  }

  /** A layer that stands below the image's own, for all platforms. */
  public TestImages on(byte[] layer) {
    sharedLayers.add(layer);
    return this;
  }

  /** Adds an attestation manifest for each platform, as BuildKit does. */
  public TestImages attested() {
    attested = true;
    return this;
  }

  /** Compresses its own layers by zstd in place of gzip. */
  public TestImages zstd() {
    zstd = true;
    return this;
  }

  /** An index of all platforms. */
  public TestImage build() {
    TreeMap<Platform, Document> manifests = new TreeMap<>();
    List<String> entries = new ArrayList<>();
    for (Platform platform : platforms) {
      Document manifest = manifest(platform);
      manifests.put(platform, manifest);
      entries.add(descriptor(manifest, platformJson(platform)));
    }
    if (attested) {
      manifests.values().forEach(manifest -> entries.add(attestation(manifest)));
    }
    Document index =
        document(
            "application/vnd.oci.image.index.v1+json",
            "{\n   \"schemaVersion\": 2,\n   \"mediaType\": \"%s\",\n   \"manifests\": [\n%s\n   ]\n}\n",
            String.join(",\n", entries));
    return new TestImage(index, manifests, documents, blobs);
  }

  /** The manifest of the only platform, without an index. */
  public TestImage buildSingle() {
    Platform platform = platforms.get(0);
    Document manifest = manifest(platform);
    return new TestImage(manifest, new TreeMap<>(Map.of(platform, manifest)), documents, blobs);
  }

  /** A gzipped tar with one file of about that size, which does not compress. */
  public static byte[] layer(String seed, int size) {
    return gzip(tar(seed, size));
  }

  private Document manifest(Platform platform) {
    List<byte[]> all = new ArrayList<>(sharedLayers);
    for (int i = 0; i < layers; i++) {
      byte[] tar = tar("%s %s %d".formatted(name, platform, i), layerSize);
      all.add(zstd ? Zstd.compress(tar) : gzip(tar));
    }
    String config = blob("application/vnd.oci.image.config.v1+json", config(platform, all), "  ");
    String layerList =
        all.stream()
            .map(layer -> blob(layerType(layer), layer, "    "))
            .collect(Collectors.joining(",\n"));
    return document(
        "application/vnd.oci.image.manifest.v1+json",
        "{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"%s\",\n  \"config\": "
            + config.strip()
            + ",\n  \"layers\": [\n%s\n  ]}",
        layerList);
  }

  private static String layerType(byte[] layer) {
    return "application/vnd.oci.image.layer.v1.tar+" + (isGzip(layer) ? "gzip" : "zstd");
  }

  private static boolean isGzip(byte[] layer) {
    return layer[0] == 0x1f;
  }

  private static byte[] config(Platform platform, List<byte[]> layers) {
    String diffIds =
        layers.stream()
            .map(layer -> '"' + Checksum.sha256Of(unpacked(layer)).toString() + '"')
            .collect(Collectors.joining(", "));
    return ("{\"architecture\":\"%s\", \"os\":\"%s\", \"created\":\"2020-01-01T00:00:00Z\", \"config\":{\"Env\":[\"PATH=/bin\"]},"
            + " \"rootfs\":{\"type\":\"layers\", \"diff_ids\":[%s]}}")
        .formatted(platform.architecture(), platform.os(), diffIds)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String attestation(Document manifest) {
    String config =
        blob(
            "application/vnd.oci.image.config.v1+json", "{ }".getBytes(StandardCharsets.UTF_8), "");
    String statement =
        blob(
            "application/vnd.in-toto+json",
            ("{\"subject\": \"" + manifest.digest() + "\"}").getBytes(StandardCharsets.UTF_8),
            "");
    Document attestation =
        document(
            "application/vnd.oci.image.manifest.v1+json",
            "{ \"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": "
                + config
                + ", \"layers\": [ %s ] }",
            statement);
    return descriptor(
        attestation,
        ", \"platform\": { \"architecture\": \"unknown\", \"os\": \"unknown\" }, \"annotations\": {"
            + " \"vnd.docker.reference.type\": \"attestation-manifest\","
            + " \"vnd.docker.reference.digest\": \""
            + manifest.digest()
            + "\" }");
  }

  private Document document(String ociType, String template, String list) {
    String type = type(ociType);
    byte[] bytes = template.formatted(type, list).getBytes(StandardCharsets.UTF_8);
    Document document = new Document(type, bytes);
    documents.put(document.digest(), document);
    return document;
  }

  private String blob(String ociType, byte[] bytes, String indent) {
    Checksum digest = Checksum.sha256Of(bytes);
    blobs.put(digest, bytes);
    return indent + descriptor(type(ociType), digest, bytes.length, "");
  }

  private static String descriptor(Document document, String more) {
    return "      "
        + descriptor(document.mediaType(), document.digest(), document.bytes().length, more);
  }

  private static String descriptor(String type, Checksum digest, int size, String more) {
    return "{ \"mediaType\": \"%s\", \"size\": %d, \"digest\": \"%s\"%s }"
        .formatted(type, size, digest, more);
  }

  private static String platformJson(Platform platform) {
    String variant =
        platform.variant().isEmpty() ? "" : ", \"variant\": \"" + platform.variant() + '"';
    return ", \"platform\": { \"architecture\": \"%s\", \"os\": \"%s\"%s }"
        .formatted(platform.architecture(), platform.os(), variant);
  }

  private String type(String ociType) {
    return docker ? DOCKER_NAMES.getOrDefault(ociType, ociType) : ociType;
  }

  private static byte[] tar(String seed, int size) {
    byte[] content = new byte[size];
    new Random(seed.hashCode()).nextBytes(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      TarArchiveEntry entry = new TarArchiveEntry(seed.replaceAll("[^A-Za-z0-9]", "_"));
      entry.setSize(size);
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] unpacked(byte[] layer) {
    if (!isGzip(layer)) {
      return Zstd.decompress(layer, (int) Zstd.getFrameContentSize(layer));
    }
    try (var gzip = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(layer))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
