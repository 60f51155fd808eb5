package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.overlay.Configuration;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes what makes Kubespray take everything from the mirror: the site's inventory with {@code
 * group_vars/all/offline.yml} in it, the pinned versions, and an inventory to fill in. The tree is
 * then evaluated with it; whatever would still ask the internet is an error that names the variable
 * to set.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "config",
    defaultPhase = LifecyclePhase.PREPARE_PACKAGE,
    requiresProject = false,
    threadSafe = true)
public final class ConfigMojo extends AbstractConfigMojo {

  @Override
  void run() {
    Configuration configuration = job().configure();
    configuration.notes().forEach(getLog()::warn);
    getLog()
        .info(
            "Kubespray takes its files from %s and its images from %s with %s"
                .formatted(
                    configuration.settings().filesRepo(),
                    configuration.settings().registry(),
                    folder().resolve("config")));
  }
}
