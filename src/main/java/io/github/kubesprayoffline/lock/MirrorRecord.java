package io.github.kubesprayoffline.lock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.json.JsonFields;
import java.util.Objects;
import java.util.Optional;

/**
 * What the generated files of a site's inventory were made for: with it they can be made again.
 *
 * @param registry {@code host[:port][/prefix]}
 * @param filesRepo the file server's URL
 * @param scheme what the registry speaks: {@code http} or {@code https}
 * @param verified whether its certificate is checked
 * @param ca the file on the nodes with its authority
 * @param user who logs in
 * @param packages where the packages of operating systems are
 */
public record MirrorRecord(
    String registry,
    String filesRepo,
    String scheme,
    boolean verified,
    Optional<String> ca,
    Optional<String> user,
    Packages packages) {

  /** The repositories of packages, each empty where the site has none. */
  public record Packages(
      Optional<String> yum,
      Optional<String> debian,
      Optional<String> ubuntu,
      Optional<String> docker) {}

  public MirrorRecord {
    Objects.requireNonNull(registry);
    Objects.requireNonNull(filesRepo);
    Objects.requireNonNull(scheme);
    Objects.requireNonNull(packages);
  }

  void write(ObjectNode node) {
    node.put("registry", registry);
    node.put("filesRepo", filesRepo);
    node.put("registryScheme", scheme);
    node.put("verified", verified);
    node.put("registryCa", ca.orElse(null));
    node.put("registryUser", user.orElse(null));
    node.put("yumRepo", packages.yum().orElse(null));
    node.put("debianRepo", packages.debian().orElse(null));
    node.put("ubuntuRepo", packages.ubuntu().orElse(null));
    node.put("dockerRepo", packages.docker().orElse(null));
  }

  static MirrorRecord read(JsonFields fields) {
    return new MirrorRecord(
        fields.text("registry"),
        fields.text("filesRepo"),
        fields.text("registryScheme"),
        fields.flag("verified"),
        optional(fields, "registryCa"),
        optional(fields, "registryUser"),
        new Packages(
            optional(fields, "yumRepo"),
            optional(fields, "debianRepo"),
            optional(fields, "ubuntuRepo"),
            optional(fields, "dockerRepo")));
  }

  private static Optional<String> optional(JsonFields fields, String field) {
    return Optional.ofNullable(fields.textOrNull(field, text -> text));
  }
}
