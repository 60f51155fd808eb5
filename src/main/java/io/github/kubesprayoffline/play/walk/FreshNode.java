package io.github.kubesprayoffline.play.walk;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is found on a node that has nothing yet, where tasks look for something. */
final class FreshNode {

  /** What a command says, and whether that is certain of a node that has nothing yet. */
  private record Saying(
      Pattern command,
      boolean isCertain,
      BiFunction<Call, Map<String, @Nullable Object>, Map<String, @Nullable Object>> answer) {}

  private static final List<Saying> SAYINGS =
      List.of(
          saying("^\\s*cat /etc/os-release", true, OsRelease::of),
          saying("config images list", true, KubeadmImages::of),
          // Images: there are none yet.
          saying("\\b(docker|nerdctl|crictl)\\b[^|]*\\bimages\\b", true, (call, r) -> says(r, "")),
          // The datastore has nothing; what is counted there is none.
          saying("calicoctl(\\.sh)? get.*\\|\\s*wc -l", false, (call, r) -> says(r, "0")),
          // The node that calico-node has just registered.
          saying(
              "calicoctl(\\.sh)? get node \\S+ -o ?json",
              false,
              (call, r) -> says(r, "{\"spec\": {\"bgp\": {}}}")),
          saying("calicoctl(\\.sh)? get", false, (call, r) -> fails(r)),
          // The runtime's own default, which a role patches.
          saying(
              "\\bctr\\b.* oci spec",
              false,
              (call, r) -> says(r, "{\"process\": {\"rlimits\": []}}")),
          saying(
              "upload-certs",
              false,
              (call, r) -> says(r, "the key is in the last line\n" + "0".repeat(64))),
          saying(
              "cilium version", true, (call, r) -> says(r, "cilium (running): release: not found")),
          saying("openssl x509 .*-serial", false, (call, r) -> says(r, "serial=00")),
          saying(
              "kubectl.* get nodes.* -o json( |$)", false, (call, r) -> says(r, "{\"items\": []}")),
          // The sections of the distribution's own file.
          saying(
              "/etc/yum\\.repos\\.d/openEuler\\.repo",
              false,
              (call, r) ->
                  says(r, "OS\neverything\nEPOL\ndebuginfo\nsource\nupdate\nupdate-source")),
          saying(
              "cat /etc/openEuler-release",
              false,
              (call, r) -> says(r, "openEuler release 24.03 (LTS)")));

  private FreshNode() {}

  private static Saying saying(
      String command,
      boolean isCertain,
      BiFunction<Call, Map<String, @Nullable Object>, Map<String, @Nullable Object>> answer) {
    return new Saying(Pattern.compile(command, Pattern.DOTALL), isCertain, answer);
  }

  static Map<String, @Nullable Object> says(Map<String, @Nullable Object> result, String stdout) {
    Answer.put(result, stdout);
    return result;
  }

  private static Map<String, @Nullable Object> fails(Map<String, @Nullable Object> result) {
    result.put("rc", 1L);
    result.put("failed", true);
    result.put("msg", "not found");
    result.put("stderr", "resource does not exist");
    return result;
  }

  static Answer command(Call call, Map<String, @Nullable Object> result) {
    for (Saying each : SAYINGS) {
      if (each.command().matcher(call.command()).find()) {
        Map<String, @Nullable Object> said = each.answer().apply(call, result);
        return each.isCertain() ? Answer.of(said) : Answer.guess(said);
      }
    }
    return Answer.guess(result);
  }

  /** Every node has a folder that programs are in, and it can be written. */
  static Answer stat(Call call, String path, Map<String, @Nullable Object> result) {
    result.put("stat", path.equals("/usr") ? Disk.status(path, true, 0) : Map.of("exists", false));
    boolean isKnown = path.equals("/run/ostree-booted") && !isOfImages(call);
    return isKnown ? Answer.of(result) : Answer.guess(result);
  }

  /** Only systems that are one image have been started from one. */
  private static boolean isOfImages(Call call) {
    Object distribution = call.on().knownFacts().get("ansible_distribution");
    return distribution == null || distribution.toString().startsWith("Fedora");
  }

  static Answer slurp(String path, Map<String, @Nullable Object> result) {
    if (path.contains("10-calico.conflist")) {
      result.remove("content");
      result.put("failed", true);
      result.put("msg", "file not found");
    } else if (path.contains("10-kuberouter")) {
      result.put(
          "content",
          Disk.base64(
              "{\"cniVersion\":\"0.3.0\",\"name\":\"kubernetes\",\"plugins\":[{\"name\":\"kubernetes\",\"type\":\"bridge\"}]}"));
    }
    return Answer.guess(result);
  }
}
