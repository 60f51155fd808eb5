package io.github.kubesprayoffline.image.pull;

import io.github.kubesprayoffline.id.Platform;
import java.util.Map;

/** Which platforms can stand for each other. */
final class Platforms {

  /** The variant that an architecture has where none is written, as containerd takes it. */
  private static final Map<String, String> USUAL_VARIANT =
      Map.of("arm64", "v8", "arm", "v7", "amd64", "v1");

  private Platforms() {}

  static boolean matches(Platform wanted, Platform offered) {
    return usual(wanted).equals(usual(offered));
  }

  private static Platform usual(Platform platform) {
    String variant =
        platform.variant().isEmpty()
            ? USUAL_VARIANT.getOrDefault(platform.architecture(), "")
            : platform.variant();
    return new Platform(platform.os(), platform.architecture(), variant);
  }
}
