package io.github.kubesprayoffline.bundle;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.PluginVersion;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.json.JsonFields;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cyclonedx.Version;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.metadata.ToolInformation;
import org.jspecify.annotations.Nullable;

/**
 * The software bill of materials of a lock, in CycloneDX's JSON: each file with its hashes, each
 * image with its digest. The same lock gives the same bytes.
 */
public final class Sbom {

  private static final Pattern VERSION = Pattern.compile("[/_-](v?\\d+(?:\\.\\d+)+)");

  private static final String PLUGIN = "kubespray-offline-maven-plugin";

  private Sbom() {}

  /**
   * Writes it.
   *
   * @param name of the bundle that it describes
   */
  public static byte[] of(String name, Instant timestamp, Lock lock) {
    return of(new Label(name, timestamp, PluginVersion.current()), lock);
  }

  /**
   * What of a bill of materials does not follow from the lock.
   *
   * @param name of the bundle that it describes
   * @param madeBy the version of the plugin
   */
  public record Label(String name, Instant timestamp, String madeBy) {

    /**
     * Reads it from a bill of materials.
     *
     * @throws InvalidInputException if that is none of ours
     */
    public static Label of(byte[] sbom) {
      String file = BundleLayout.SBOM;
      JsonFields metadata =
          new JsonFields(file, "", CanonicalJson.read(file, sbom)).object("metadata");
      return new Label(
          metadata.object("component").text("name", BundleContents::requireName),
          metadata.text("timestamp", Label::instant),
          metadata.object("tools").objects("components", tool -> tool.text("version")).stream()
              .findFirst()
              .orElse("unknown"));
    }

    private static Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new InvalidInputException("got '%s', want a time".formatted(text), e);
      }
    }
  }

  /** The same with another label. */
  public static byte[] of(Label label, Lock lock) {
    Bom bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(LockJson.write(lock)));
    bom.setMetadata(metadata(label, lock));
    bom.addComponent(kubespray(lock));
    lock.files().forEach(file -> bom.addComponent(file(file)));
    lock.images().forEach(image -> bom.addComponent(image(image)));
    return CanonicalJson.write(
        BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonNode());
  }

  private static Metadata metadata(Label label, Lock lock) {
    Component bundle = component(Component.Type.APPLICATION, label.name(), lock.version());
    bundle.setBomRef(label.name());
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(component(Component.Type.APPLICATION, PLUGIN, label.madeBy())));
    Metadata metadata = new Metadata();
    metadata.setToolChoice(tools);
    metadata.setTimestamp(Date.from(label.timestamp()));
    metadata.setComponent(bundle);
    return metadata;
  }

  private static Component kubespray(Lock lock) {
    Component component = component(Component.Type.APPLICATION, "kubespray", lock.version());
    component.addHash(new Hash(Hash.Algorithm.SHA_256, lock.sourceSha256().hex()));
    identify(component, purl("github", "kubernetes-sigs", "kubespray", lock.version(), Map.of()));
    return component;
  }

  private static Component file(LockedFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    String version = version(file.path());
    Component component = component(Component.Type.FILE, name, version);
    component.addHash(new Hash(Hash.Algorithm.SHA_256, file.sha256().hex()));
    if (file.checksum() != null && file.checksum().algorithm() != Checksum.Algorithm.SHA256) {
      component.addHash(new Hash(algorithm(file.checksum()), file.checksum().hex()));
    }
    identify(
        component,
        purl(
            "generic",
            null,
            name,
            version,
            Map.of("checksum", file.sha256().toString(), "download_url", file.url())));
    return component;
  }

  private static Component image(LockedImage image) {
    ImageReference ref = image.ref();
    String repository = ref.registry() + "/" + ref.repository();
    Component component = component(Component.Type.CONTAINER, repository, ref.identifier());
    component.addHash(new Hash(Hash.Algorithm.SHA_256, image.digest().hex()));
    Map<String, String> qualifiers = new TreeMap<>(Map.of("repository_url", repository));
    if (!ref.tag().isEmpty()) {
      qualifiers.put("tag", ref.tag());
    }
    String name = repository.substring(repository.lastIndexOf('/') + 1);
    identify(component, purl("oci", null, name, image.digest().toString(), qualifiers));
    return component;
  }

  private static Component component(Component.Type type, String name, @Nullable String version) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    component.setVersion(version);
    return component;
  }

  private static void identify(Component component, String purl) {
    component.setPurl(purl);
    component.setBomRef(purl);
  }

  /** The last step of a path that looks like a version, or the version in the file's name. */
  private static @Nullable String version(String path) {
    String version = null;
    for (Matcher matcher = VERSION.matcher(path); matcher.find(); ) {
      version = matcher.group(1);
    }
    return version;
  }

  private static Hash.Algorithm algorithm(Checksum checksum) {
    return switch (checksum.algorithm()) {
      case MD5 -> Hash.Algorithm.MD5;
      case SHA1 -> Hash.Algorithm.SHA1;
      case SHA256 -> Hash.Algorithm.SHA_256;
      case SHA512 -> Hash.Algorithm.SHA_512;
    };
  }

  private static String purl(
      String type,
      @Nullable String namespace,
      String name,
      @Nullable String version,
      Map<String, String> qualifiers) {
    try {
      return new PackageURL(type, namespace, name, version, new TreeMap<>(qualifiers), null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalStateException("a name and a version always make a purl: " + name, e);
    }
  }
}
