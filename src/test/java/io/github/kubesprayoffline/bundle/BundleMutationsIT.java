package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of three kinds of archive and of a folder: more than a thousand mutations in all. */
class BundleMutationsIT {

  private static final int EACH = 260;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(BundleFormat.class)
  void anySingleMutationOfAnArchive_isFound(BundleFormat format) throws IOException {
    new Mutants(folder, EACH).ofAnArchive_areFound(format);
  }

  @Test
  void anySingleMutationOfAnUnpackedBundle_isFoundAndNamed() throws IOException {
    new Mutants(folder, EACH).ofAFolder_areFoundAndNamed();
  }
}
