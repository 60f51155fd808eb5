package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code kubeadm config images list} prints of the control plane. */
final class KubeadmImages {

  private static final Pattern CONFIG = Pattern.compile("--config[= ](\\S+)");

  private static final List<String> NAMES =
      List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy");

  private KubeadmImages() {}

  static Map<String, @Nullable Object> of(Call call, Map<String, @Nullable Object> result) {
    Matcher config = CONFIG.matcher(call.command());
    Optional<String> text =
        config.find()
            ? Optional.ofNullable(call.on().disk().get(config.group(1))).flatMap(each -> each)
            : Optional.empty();
    return FreshNode.says(result, text.map(KubeadmImages::list).orElse(""));
  }

  private static String list(String config) {
    String repository = "registry.k8s.io";
    String version = "";
    for (Object document : Documents.parse(config, "kubeadm's configuration")) {
      if (document instanceof Map<?, ?> map && "ClusterConfiguration".equals(map.get("kind"))) {
        Object given = map.get("imageRepository");
        repository = given == null ? repository : Python.str(given);
        version =
            map.get("kubernetesVersion") == null ? "" : Python.str(map.get("kubernetesVersion"));
      }
    }
    if (version.isEmpty()) {
      return "";
    }
    String prefix = repository + "/";
    String tag = version.startsWith("v") ? version : "v" + version;
    return String.join("\n", NAMES.stream().map(name -> prefix + name + ":" + tag).toList());
  }
}
