package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.MirrorMode;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.overlay.PackageRepositories;
import io.github.kubesprayoffline.overlay.RegistryAccess;
import io.github.kubesprayoffline.overlay.RegistryAccess.Scheme;
import io.github.kubesprayoffline.overlay.RegistryAddress;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that need to know the site's mirror. */
abstract class AbstractConfigMojo extends AbstractResolveMojo {

  /**
   * The mirror's registry, as the nodes know it: {@code host[:port][/prefix]}, without a scheme.
   * The configuration has {@code mirror.kubespray.internal:5000} where none is given. Nothing is
   * sent there: that takes {@code pushTo}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registry")
  String registry;

  /**
   * What becomes of an image's own registry in the private one, where images are pushed and where
   * nodes look for them. {@code strip}: {@code quay.io/calico/node} is {@code
   * <registry>/calico/node}. {@code keep}: it is {@code <registry>/quay.io/calico/node}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.imagePath", defaultValue = "strip")
  String imagePath;

  /**
   * The URL under which the mirror serves the files to the nodes, with a scheme: {@code
   * https://dl.example.com}. The configuration has {@code http://mirror.kubespray.internal:8080}
   * where none is given. Nothing is sent there: that takes {@code publishTo}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.filesRepo")
  String filesRepo;

  /**
   * What the nodes speak with {@code registry}: {@code http} or {@code https}. Default is {@code
   * https}, and {@code http} where no registry is named.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryScheme")
  String registryScheme;

  /**
   * The file on the nodes with the authority that vouches for the registry, for nodes whose system
   * does not trust it: {@code /etc/pki/site-ca.pem}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryCa")
  String registryCa;

  /**
   * Who logs in to the registry on the nodes. The password is never written: the configuration
   * refers to the variable {@code registry_password}, which belongs into a vault.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryUser")
  String registryUser;

  /**
   * How nodes come to take images from the registry. {@code registry}: Kubespray's image variables
   * name it. {@code containerd}: image names stay, and containerd asks it in place of the public
   * registries.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.mirrorMode", defaultValue = "registry")
  String mirrorMode;

  /**
   * The URL below which {@code docker-ce/} has packages for CentOS, Red Hat and Fedora.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.yumRepo")
  String yumRepo;

  /**
   * The URL below which {@code docker-ce/} has packages for Debian.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.debianRepo")
  String debianRepo;

  /**
   * The URL below which {@code docker-ce/} has packages for Ubuntu.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.ubuntuRepo")
  String ubuntuRepo;

  /**
   * A mirror of {@code https://download.docker.com/linux}, for the distributions that have no
   * repository of their own in {@code yumRepo}, {@code debianRepo} or {@code ubuntuRepo}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.dockerRepo")
  String dockerRepo;

  /**
   * Whether the registries named in {@code pushTo} and {@code registryMirrors} may speak plain HTTP
   * or show certificates that nobody vouches for. Their logins then go in the clear to them alone:
   * a token service elsewhere has to answer by HTTPS. Nodes, where they speak {@code https} with
   * {@code registry}, then take any certificate of it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.allowInsecureRegistries", defaultValue = "false")
  boolean allowInsecureRegistries;

  @Override
  JobRequest request() {
    return super.request().withMirror(mirror());
  }

  /** Where the site will have the files and images. */
  final MirrorSettings mirror() {
    return new MirrorSettings(
        RegistryAddress.parse(
            Optional.ofNullable(registry).orElse(MirrorSettings.DEFAULT_REGISTRY)),
        access(),
        Optional.ofNullable(filesRepo).orElse(MirrorSettings.DEFAULT_FILES_REPO),
        new PackageRepositories(
            url("yumRepo", yumRepo),
            url("debianRepo", debianRepo),
            url("ubuntuRepo", ubuntuRepo),
            url("dockerRepo", dockerRepo)),
        imagePath(),
        Parameters.choice(MirrorMode.class, "mirrorMode", mirrorMode));
  }

  /** What becomes of an image's own registry. */
  final ImagePath imagePath() {
    return Parameters.choice(ImagePath.class, "imagePath", imagePath);
  }

  private RegistryAccess access() {
    return new RegistryAccess(
        scheme(),
        !allowInsecureRegistries,
        Optional.ofNullable(registryCa),
        Optional.ofNullable(registryUser));
  }

  /** The bundle's own registry, which stands in where none is named, speaks plain HTTP. */
  private Scheme scheme() {
    if (registryScheme != null) {
      return Parameters.choice(Scheme.class, "registryScheme", registryScheme);
    }
    return registry == null ? Scheme.HTTP : Scheme.HTTPS;
  }

  private static Optional<String> url(String parameter, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> MirrorSettings.url(parameter, given));
  }
}
