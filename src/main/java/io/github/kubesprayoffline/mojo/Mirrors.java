package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.config.MirrorMode;
import io.github.kubesprayoffline.config.MirrorSettings;
import io.github.kubesprayoffline.config.PackageRepositories;
import io.github.kubesprayoffline.config.RegistryAccess;
import io.github.kubesprayoffline.config.RegistryAccess.Scheme;
import io.github.kubesprayoffline.config.RegistryAddress;
import io.github.kubesprayoffline.lock.ImagePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses what a goal's parameters say of the site's mirror. */
final class Mirrors {

  private final AbstractBuildMojo mojo;

  Mirrors(AbstractBuildMojo mojo) {
    this.mojo = mojo;
  }

  MirrorSettings settings() {
    return new MirrorSettings(
        RegistryAddress.parse(
            Optional.ofNullable(mojo.registry).orElse(MirrorSettings.DEFAULT_REGISTRY)),
        access(),
        Optional.ofNullable(mojo.filesRepo).orElse(MirrorSettings.DEFAULT_FILES_REPO),
        new PackageRepositories(
            url("yumRepo", mojo.yumRepo),
            url("debianRepo", mojo.debianRepo),
            url("ubuntuRepo", mojo.ubuntuRepo),
            url("dockerRepo", mojo.dockerRepo)),
        Requests.choice(ImagePath.class, "imagePath", mojo.imagePath),
        Requests.choice(MirrorMode.class, "mirrorMode", mojo.mirrorMode));
  }

  private RegistryAccess access() {
    return new RegistryAccess(
        scheme(),
        !mojo.allowInsecureRegistries,
        Optional.ofNullable(mojo.registryCa),
        Optional.ofNullable(mojo.registryUser));
  }

  /** The bundle's own registry, which stands in where none is named, speaks plain HTTP. */
  private Scheme scheme() {
    if (mojo.registryScheme != null) {
      return Requests.choice(Scheme.class, "registryScheme", mojo.registryScheme);
    }
    return mojo.registry == null ? Scheme.HTTP : Scheme.HTTPS;
  }

  private static Optional<String> url(String parameter, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> MirrorSettings.url(parameter, given));
  }
}
