package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.source.KubesprayTree;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Times the evaluation of a tree, its YAML included, in a warm JVM; benchmarks/resolve.sh runs it.
 */
final class ResolveBenchmark {

  private static final int WARM_UP = 40;
  private static final int ROUNDS = 41;

  private ResolveBenchmark() {}

  /** Takes the folder of a Kubespray tree and prints the median in milliseconds. */
  public static void main(String[] arguments) {
    CatalogRequest request = CatalogRequest.of(KubesprayTree.open(Path.of(arguments[0])));
    for (int i = 0; i < WARM_UP; i++) {
      CatalogBuilder.build(request);
    }
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      CatalogBuilder.build(request);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf("%d%n", nanos[ROUNDS / 2] / 1_000_000);
  }
}
