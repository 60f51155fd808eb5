package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.source.KubesprayTree;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The evaluation of a tree, its YAML included, in a warm JVM; benchmarks/resolve.sh runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class ResolveBenchmark {

  /** The folder of a Kubespray tree. */
  @Param("")
  public String tree;

  private CatalogRequest request;

  /** Opens the tree. */
  @Setup
  public void open() {
    request = CatalogRequest.of(KubesprayTree.open(Path.of(tree)));
  }

  /** From the tree's files to the catalog. */
  @Benchmark
  public Resolution resolve() {
    return CatalogBuilder.build(request);
  }
}
