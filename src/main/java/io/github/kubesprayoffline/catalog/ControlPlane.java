package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The images of the control plane. Kubespray does not list them but asks kubeadm for them, so they
 * are made here as kubeadm makes them: repository, name, and the version of Kubernetes as the tag.
 */
final class ControlPlane {

  /** As Kubespray's own list of images has them. */
  static final List<String> IDS =
      List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy");

  private static final Set<String> GROUPS =
      Set.of("k8s_cluster", "k8s-cluster", "kube_control_plane", "kube-master");

  private final Node node;
  private final Templar templar;

  private ControlPlane(Node node) {
    this.node = node;
    this.templar = node.templar();
  }

  /** The images on a node. */
  static List<Download> read(Node node) {
    return new ControlPlane(node).read();
  }

  private List<Download> read() {
    boolean isInCluster = node.isInAny(GROUPS);
    List<Download> all = new ArrayList<>();
    for (String id : IDS) {
      templar.drainRead();
      all.add(
          image(id, isInCluster && (!id.equals("kube-proxy") || hasProxy()), this::ofKubernetes));
    }
    if (isEtcdByKubeadm()) {
      all.add(image("etcd", isInCluster, id -> ofEtcd()));
    }
    return all;
  }

  /** What makes a reference of an image's name. */
  @FunctionalInterface
  private interface Maker {
    String make(String id);
  }

  private Download image(String id, boolean isEnabled, Maker maker) {
    try {
      String reference = maker.make(id);
      ImageEntry image =
          new ImageEntry(id, node.arch(), isEnabled, ImageReference.parse(reference), null);
      return download(id, isEnabled, Optional.of(image), reference, List.of());
    } catch (EvaluationException | InvalidInputException e) {
      return download(id, isEnabled, Optional.empty(), null, List.of(e.getMessage()));
    }
  }

  private Download download(
      String id,
      boolean isEnabled,
      Optional<ImageEntry> image,
      @Nullable String reference,
      List<String> failures) {
    return new Download(
        id,
        node.arch(),
        isEnabled,
        Optional.empty(),
        image,
        Optional.ofNullable(reference),
        failures,
        null,
        templar.drainRead());
  }

  private String ofKubernetes(String id) {
    String repository =
        text(templar.has("kubeadm_image_repo") ? "kubeadm_image_repo" : "kube_image_repo");
    return "%s/%s:%s".formatted(repository, id, version(text("kube_version")));
  }

  /** Since 2.28 versions have no v, but tags still do. */
  private static String version(String version) {
    return version.startsWith("v") ? version : "v" + version;
  }

  private String ofEtcd() {
    return "%s/etcd:%s"
        .formatted(text("etcd_image_repo").replaceFirst("/etcd$", ""), text("etcd_image_tag"));
  }

  private boolean isEtcdByKubeadm() {
    Object type = optional("etcd_deployment_type");
    return (Python.isText(type) && type.toString().equals("kubeadm"))
        || Python.truth(optional("etcd_kubeadm_enabled"));
  }

  private boolean hasProxy() {
    Object deployed = optional("kube_proxy_deployed");
    Object skipped = optional("kubeadm_init_phases_skip");
    if (deployed != null) {
      return Python.truth(deployed);
    }
    return skipped != null
        ? !Python.contains(skipped, "addon/kube-proxy")
        : !Python.truth(optional("kube_proxy_remove"));
  }

  /** The value of a variable that not every release has; null also where it cannot be rendered. */
  private @Nullable Object optional(String name) {
    try {
      Object value = templar.has(name) ? templar.resolve(name) : null;
      return value instanceof Undefined ? null : value;
    } catch (EvaluationException e) {
      return null;
    }
  }

  private String text(String name) {
    return Python.str(templar.value(name));
  }
}
