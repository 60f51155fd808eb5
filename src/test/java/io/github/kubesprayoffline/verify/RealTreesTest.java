package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tree with mirrors of containerd and one without, and a scenario that these do not fit. */
@RequiresShared({"oracle/expected", "kubespray"})
class RealTreesTest {

  private static final Set<String> SAMPLE =
      Set.of(
          "kubespray-2.31.0 sample",
          "kubespray-2.28.1 addons",
          "kubespray-2.25.1 crio-cilium",
          "kubespray-2.22.2 mirror",
          "kubespray-2.15.1 arm64");

  @TempDir Path folder;

  static Stream<OracleCase> cases() throws IOException {
    return OracleCase.all(Shared.folder()).filter(oracle -> SAMPLE.contains(oracle.toString()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTree_asksNothingButTheMirror(OracleCase oracle) throws IOException {
    new RealTrees(folder).asksNothingButTheMirror(oracle);
  }
}
