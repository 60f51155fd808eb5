package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Repositories of packages and their keys: by modules, and in files that modules write. */
final class RepositoryModules implements Collector.Family {

  private static final Set<String> MODULES =
      Set.of(
          "apt_repository",
          "deb822_repository",
          "apt_key",
          "yum_repository",
          "rpm_key",
          "zypper_repository",
          "rhsm_repository",
          "redhat_subscription",
          "copr");

  private static final Set<String> EDITORS =
      Set.of("ini_file", "lineinfile", "replace", "blockinfile");

  private static final Pattern EDITED = Pattern.compile("yum|dnf|apt|zypp|\\.repo");
  private static final Pattern WRITTEN =
      Pattern.compile("yum\\.repos\\.d|sources\\.list|\\.repo$|zypp");

  private final Addresses addresses;

  RepositoryModules(Addresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public void read(Call call, Answer answer, Consumer<Ask> found) {
    boolean isEdited =
        EDITORS.contains(call.module())
            && EDITED.matcher(call.text("path", "dest")).find()
            && Python.str(call.args()).contains("http");
    if (MODULES.contains(call.module()) || isEdited) {
      found.accept(new Ask.Repository(call.module(), call.args()));
    }
    answer
        .content()
        .filter(content -> WRITTEN.matcher(call.text("dest")).find())
        .ifPresent(
            content -> content.text().lines().forEach(line -> line(call, line.strip(), found)));
  }

  private void line(Call call, String line, Consumer<Ask> found) {
    boolean isComment = line.startsWith("#") || line.startsWith("//") || line.startsWith(";");
    if (!isComment && !addresses.outside(line).isEmpty()) {
      Map<String, @Nullable Object> args = new LinkedHashMap<>();
      args.put("dest", call.text("dest"));
      args.put("line", line);
      found.accept(new Ask.Repository("file", args));
    }
  }
}
