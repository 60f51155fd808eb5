package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real tree in every scenario. */
@RequiresShared({"oracle/expected", "kubespray"})
class RealTreesIT {

  @TempDir Path folder;

  static Stream<OracleCase> cases() throws IOException {
    return OracleCase.all(Shared.folder());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTree_asksNothingButTheMirror(OracleCase oracle) throws IOException {
    new RealTrees(folder).asksNothingButTheMirror(oracle);
  }
}
