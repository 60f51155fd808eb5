package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says which files and images the inventory's cluster needs, and why: writes {@code catalog.json},
 * {@code files.list} and {@code images.list}, and {@code asks.json}, which has what the play asks
 * for beyond these. Needs no network but for the source archive.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "resolve",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresProject = false,
    threadSafe = true)
public final class ResolveMojo extends AbstractResolveMojo {

  /**
   * Ids of the catalog to explain: the entry, each variable it came from with file and line, which
   * source won the precedence, and which hosts need it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.explain")
  List<String> explain = new ArrayList<>();

  @Override
  void run() {
    Resolution resolution = job().resolve().resolution();
    Catalog catalog = resolution.catalog();
    getLog()
        .info(
            "Kubespray %s needs %d files and %d images: %s"
                .formatted(
                    catalog.kubespray().version(),
                    catalog.selectedFiles().size(),
                    catalog.selectedImages().size(),
                    folder().resolve("catalog.json")));
    if (!catalog.problems().isEmpty()) {
      getLog()
          .info(
              "The catalog notes %d problems, entries that cannot be rendered or have no checksum"
                  .formatted(catalog.problems().size()));
    }
    explain.forEach(id -> resolution.explain(id).lines().forEach(getLog()::info));
  }
}
