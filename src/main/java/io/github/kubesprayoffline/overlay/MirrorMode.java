package io.github.kubesprayoffline.overlay;

/** How the nodes come to take their images from the mirror. */
public enum MirrorMode {
  /** Kubespray's image variables name the private registry. */
  REGISTRY,
  /** Image names stay as they are; containerd asks the mirror in place of the public registries. */
  CONTAINERD
}
