package io.github.kubesprayoffline.play;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself when its facts are gathered: what is known of it, and for the rest a
 * plain machine with Ubuntu 22.04, one network card and enough of everything.
 */
public final class SystemFacts {

  private static final String PREFIX = "ansible_";

  private SystemFacts() {}

  /**
   * The facts of a node.
   *
   * @param known what is known: {@code ansible_distribution} …; it wins
   */
  public static Map<String, @Nullable Object> of(
      String host, String address, Map<String, ? extends @Nullable Object> known) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    system(facts);
    machine(facts, host);
    network(facts, address);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    facts.forEach((name, value) -> all.put(PREFIX + name, value));
    all.putAll(known);
    Object family = all.get(PREFIX + "os_family");
    all.putIfAbsent(
        PREFIX + "apparmor", Map.of("status", "Debian".equals(family) ? "enabled" : "disabled"));
    all.putIfAbsent(PREFIX + "userspace_architecture", all.get(PREFIX + "architecture"));
    all.putIfAbsent(PREFIX + "machine", all.get(PREFIX + "architecture"));
    all.put("gather_subset", List.of("all"));
    all.put("module_setup", true);
    return all;
  }

  private static void system(Map<String, @Nullable Object> facts) {
    facts.put("system", "Linux");
    facts.put("distribution", "Ubuntu");
    facts.put("os_family", "Debian");
    facts.put("distribution_major_version", "22");
    facts.put("distribution_version", "22.04");
    facts.put("distribution_release", "jammy");
    facts.put("pkg_mgr", "apt");
    facts.put("service_mgr", "systemd");
    facts.put("kernel", "6.8.0-60-generic");
    facts.put("kernel_version", "#1");
    facts.put("selinux", Map.of("status", "disabled"));
    facts.put("lsb", Map.of());
    facts.put("is_chroot", false);
    facts.put("fips", false);
    facts.put("local", Map.of());
    facts.put("user_id", "root");
    facts.put("user_uid", 0L);
    facts.put("user_gid", 0L);
    facts.put("user_dir", "/root");
    facts.put("user_shell", "/bin/bash");
    facts.put("effective_user_id", 0L);
    facts.put("real_user_id", 0L);
    facts.put("env", Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/root"));
    Map<String, @Nullable Object> python = new LinkedHashMap<>();
    python.put("version", Map.of("major", 3L, "minor", 11L, "micro", 0L));
    python.put("version_info", List.of(3L, 11L, 0L, "final", 0L));
    python.put("executable", "/usr/bin/python3");
    python.put("type", "cpython");
    facts.put("python", python);
    facts.put("python_version", "3.11.0");
    facts.put("date_time", date());
  }

  private static Map<String, @Nullable Object> date() {
    Map<String, @Nullable Object> date = new LinkedHashMap<>();
    date.put("date", "2026-01-01");
    date.put("time", "00:00:00");
    date.put("iso8601", "2026-01-01T00:00:00Z");
    date.put("iso8601_basic_short", "20260101T000000");
    date.put("epoch", "1767225600");
    date.put("year", "2026");
    date.put("tz", "UTC");
    return date;
  }

  private static void machine(Map<String, @Nullable Object> facts, String host) {
    facts.put("architecture", "x86_64");
    facts.put("userspace_bits", "64");
    facts.put("hostname", host);
    facts.put("nodename", host);
    facts.put("fqdn", host);
    facts.put("domain", "");
    facts.put("memtotal_mb", 16384L);
    facts.put("memfree_mb", 8192L);
    facts.put("swaptotal_mb", 0L);
    facts.put("swapfree_mb", 0L);
    facts.put("memory_mb", Map.of("real", Map.of("total", 16384L, "used", 8192L, "free", 8192L)));
    facts.put("processor_vcpus", 4L);
    facts.put("processor_cores", 4L);
    facts.put("processor_count", 1L);
    facts.put("processor_nproc", 4L);
    facts.put("processor_threads_per_core", 1L);
    facts.put("processor", List.of("0", "GenuineIntel", "cpu"));
    facts.put("mounts", List.of());
    facts.put("devices", Map.of());
    facts.put("cmdline", Map.of());
    facts.put("proc_cmdline", Map.of());
    facts.put("virtualization_type", "kvm");
    facts.put("virtualization_role", "guest");
    facts.put("product_name", "Standard PC");
    facts.put("product_uuid", "x");
    facts.put("system_vendor", "QEMU");
  }

  private static void network(Map<String, @Nullable Object> facts, String address) {
    Map<String, @Nullable Object> ipv4 = new LinkedHashMap<>();
    ipv4.put("address", address);
    ipv4.put("netmask", "255.255.255.0");
    ipv4.put("prefix", "24");
    Map<String, @Nullable Object> route = new LinkedHashMap<>(ipv4);
    route.put("interface", "eth0");
    route.put("alias", "eth0");
    route.put("gateway", "10.3.0.1");
    route.put("macaddress", "52:54:00:00:00:01");
    route.put("mtu", 1500L);
    route.put("type", "ether");
    Map<String, @Nullable Object> card = new LinkedHashMap<>();
    card.put("active", true);
    card.put("device", "eth0");
    card.put("type", "ether");
    card.put("mtu", 1500L);
    card.put("ipv4", ipv4);
    card.put("ipv6", List.of());
    facts.put("interfaces", List.of("lo", "eth0"));
    facts.put("all_ipv4_addresses", List.of(address));
    facts.put("all_ipv6_addresses", List.of("fd00::1"));
    facts.put("default_ipv4", route);
    facts.put(
        "default_ipv6",
        Map.of("address", "fd00::1", "interface", "eth0", "gateway", "fe80::1", "mtu", 1500L));
    facts.put("eth0", card);
    facts.put("lo", Map.of("active", true, "device", "lo", "type", "loopback"));
    facts.put("dns", Map.of("nameservers", List.of("10.3.0.1"), "search", List.of()));
  }
}
