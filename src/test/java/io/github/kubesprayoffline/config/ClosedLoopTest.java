package io.github.kubesprayoffline.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real tree leads to the mirror in every scenario, and finds there what the bundle has. */
@RequiresShared({"oracle/expected", "kubespray"})
class ClosedLoopTest {

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return OracleCase.all(Shared.folder())
        .flatMap(oracle -> Stream.of(ImagePath.values()).map(path -> Arguments.of(oracle, path)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTree_asksNothingButTheMirror(OracleCase oracle, ImagePath imagePath) throws IOException {
    CatalogRequest request = oracle.request(folder.resolve("tree"));
    Resolution before = CatalogBuilder.build(request);

    Configuration configuration =
        Configurator.configure(
            request,
            before,
            UserFiles.of(request),
            MirrorSettings.defaults(imagePath),
            folder.resolve("config"));

    assertThat(configuration.files())
        .containsKeys("inventory/" + SiteInventory.OVERLAY, "env.yml", "hosts.ini");
  }
}
