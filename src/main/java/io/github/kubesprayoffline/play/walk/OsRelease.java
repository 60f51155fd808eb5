package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Python;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file {@code /etc/os-release} of a system, from its facts. */
final class OsRelease {

  /** The identifiers of systems that are not the small letters of Ansible's name. */
  private static final Map<String, String> IDS =
      Map.of(
          "Amazon", "amzn",
          "openEuler", "openEuler",
          "openSUSE Leap", "opensuse-leap",
          "openSUSE Tumbleweed", "opensuse-tumbleweed",
          "OracleLinux", "ol",
          "RedHat", "rhel",
          "Flatcar Container Linux by Kinvolk", "flatcar");

  /** Some write their identifier with quotes, and roles look for it as it is written. */
  private static final Set<String> UNQUOTED = Set.of("debian", "ubuntu", "fedora", "flatcar");

  private OsRelease() {}

  static Map<String, @Nullable Object> of(Call call, Map<String, @Nullable Object> result) {
    Map<String, @Nullable Object> facts = call.on().knownFacts();
    String distribution = text(facts, "ansible_distribution");
    String id = IDS.getOrDefault(distribution, distribution.toLowerCase(java.util.Locale.ROOT));
    String version = text(facts, "ansible_distribution_version");
    String release = text(facts, "ansible_distribution_release");
    StringBuilder lines = new StringBuilder();
    lines.append("NAME=\"").append(distribution).append("\"\n");
    lines.append("VERSION_ID=\"").append(version).append("\"\n");
    lines.append("VERSION=\"").append(version).append("\"\n");
    lines.append(UNQUOTED.contains(id) ? "ID=" + id + "\n" : "ID=\"" + id + "\"\n");
    if (release.equals("CoreOS")) {
      lines.append("VARIANT_ID=coreos\n");
    }
    return FreshNode.says(result, lines.toString().strip());
  }

  private static String text(Map<String, @Nullable Object> facts, String name) {
    Object value = facts.get(name);
    return value == null ? "" : Python.str(value);
  }
}
