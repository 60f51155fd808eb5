package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The modules of package managers, and {@code pip}. */
final class PackageModules implements Collector.Family {

  private static final Set<String> MODULES =
      Set.of(
          "apt",
          "apt_rpm",
          "package",
          "yum",
          "dnf",
          "dnf5",
          "zypper",
          "pacman",
          "apk",
          "rpm_ostree_pkg",
          "opkg",
          "pip");

  @Override
  public void read(Call call, Answer answer, Consumer<Ask> found) {
    if (!MODULES.contains(call.module())) {
      return;
    }
    String state = call.text("state");
    found.accept(
        new Ask.Packages(
            call.module(),
            state.isEmpty() ? "present" : state,
            names(call),
            Python.truth(call.arg("update_cache")),
            call.text("enablerepo")));
  }

  private static List<String> names(Call call) {
    List<String> names = new ArrayList<>();
    for (String key : List.of("name", "pkg", "package", "deb", "requirements")) {
      Object given = call.arg(key);
      if (given != null && names.isEmpty() && Python.truth(given)) {
        names.addAll(list(given));
      }
    }
    return call.module().equals("pip")
        ? names.stream().map(name -> "pip:" + name).sorted().toList()
        : names.stream().sorted().toList();
  }

  private static List<String> list(@Nullable Object given) {
    List<?> all = given instanceof List<?> list ? list : List.of(Python.str(given).split(",", -1));
    return all.stream()
        .map(Python::str)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
