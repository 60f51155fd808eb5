package io.github.kubesprayoffline.image.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.Document.Manifest;
import io.github.kubesprayoffline.oci.ImageBudget;
import io.github.kubesprayoffline.oci.MediaTypes;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts layers on top of an image whose own layers stay the blobs that they are. */
final class RunnerAssembly {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Store store;
  private final RunnerImage runner;
  private final List<JibLayers.Layer> layers;
  private final SortedMap<Checksum, Long> blobs = new TreeMap<>();

  RunnerAssembly(Store store, RunnerImage runner, List<JibLayers.Layer> layers) {
    this.store = store;
    this.runner = runner;
    this.layers = layers;
  }

  LockedImage assemble() throws IOException {
    SortedMap<Platform, Document> manifests = new TreeMap<>();
    for (Map.Entry<Platform, Checksum> base : runner.base().manifests().entrySet()) {
      manifests.put(base.getKey(), manifest(base.getValue()));
    }
    layers.forEach(layer -> blobs.put(layer.digest(), layer.size()));
    Document top = manifests.size() == 1 ? manifests.get(manifests.firstKey()) : index(manifests);
    SortedMap<Platform, Checksum> digests = new TreeMap<>();
    manifests.forEach((platform, manifest) -> digests.put(platform, manifest.digest()));
    return new LockedImage(runner.name(), top.digest(), top.mediaType(), digests, blobs);
  }

  private Document manifest(Checksum baseDigest) throws IOException {
    Document base = Document.parse(runner.base().ref().toString(), "", read(baseDigest));
    if (!(base.content() instanceof Manifest content)) {
      throw new IntegrityException("%s is no manifest.".formatted(baseDigest));
    }
    content.layers().stream()
        .filter(layer -> !layer.foreign())
        .forEach(layer -> blobs.put(layer.digest(), layer.size()));
    ObjectNode manifest = (ObjectNode) JSON.readTree(base.bytes());
    Blob config = admit(config(content.config().digest()));
    ((ObjectNode) manifest.path("config"))
        .put("digest", config.sha256().toString())
        .put("size", config.size());
    boolean docker = base.mediaType().equals(MediaTypes.DOCKER_MANIFEST);
    for (JibLayers.Layer layer : layers) {
      manifest
          .withArray("layers")
          .addObject()
          .put("mediaType", docker ? MediaTypes.DOCKER_LAYER : MediaTypes.OCI_LAYER)
          .put("digest", layer.digest().toString())
          .put("size", layer.size());
    }
    return document(base.mediaType(), manifest);
  }

  private ObjectNode config(Checksum baseDigest) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(read(baseDigest));
    config.put("created", runner.created().toString());
    for (JibLayers.Layer layer : layers) {
      config.withObject("rootfs").withArray("diff_ids").add(layer.diffId().toString());
      config
          .withArray("history")
          .addObject()
          .put("created", runner.created().toString())
          .put("created_by", "kubespray-offline");
    }
    ObjectNode labels = labels(config.withObject("config"));
    labels.put("org.opencontainers.image.base.name", runner.base().ref().toString());
    labels.put("org.opencontainers.image.base.digest", runner.base().digest().toString());
    return config;
  }

  /** Docker writes null where there are none. */
  private static ObjectNode labels(ObjectNode config) {
    JsonNode there = config.get("Labels");
    return there instanceof ObjectNode labels ? labels : config.putObject("Labels");
  }

  private Document index(SortedMap<Platform, Document> manifests) throws IOException {
    boolean docker =
        manifests.values().stream()
            .anyMatch(it -> it.mediaType().equals(MediaTypes.DOCKER_MANIFEST));
    String type = docker ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX;
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", type);
    manifests.forEach(
        (platform, manifest) -> {
          ObjectNode entry =
              index
                  .withArray("manifests")
                  .addObject()
                  .put("mediaType", manifest.mediaType())
                  .put("digest", manifest.digest().toString())
                  .put("size", manifest.size());
          ObjectNode where = entry.putObject("platform");
          where.put("architecture", platform.architecture()).put("os", platform.os());
          if (!platform.variant().isEmpty()) {
            where.put("variant", platform.variant());
          }
        });
    return document(type, index);
  }

  private Document document(String mediaType, ObjectNode json) throws IOException {
    Blob blob = admit(json);
    return Document.parse(runner.name().toString(), mediaType, read(blob.sha256()));
  }

  private Blob admit(ObjectNode json) throws IOException {
    Blob blob = store.put(JSON.writeValueAsBytes(json));
    blobs.put(blob.sha256(), blob.size());
    return blob;
  }

  private byte[] read(Checksum digest) throws IOException {
    Blob blob =
        store
            .find(digest)
            .orElseThrow(
                () ->
                    new IntegrityException(
                        "%s: %s is not in the store. Pull it first."
                            .formatted(runner.base().ref(), digest)));
    return SmallFile.read(blob.path(), ImageBudget.MOST_BYTES);
  }
}
