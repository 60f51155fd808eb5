package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import java.nio.file.Path;

/** Writes the sample bundle in every format and prints the checksums: {@code <folder>}. */
public final class BundleProbe {

  private BundleProbe() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    for (BundleFormat format : BundleFormat.values()) {
      BundleContents contents = SampleBundle.in(folder.resolve("work")).contents();
      WrittenBundle written = new BundleWriter(format).write(contents, folder.resolve("out"));
      System.out.println(format.extension() + " " + written.sha256());
    }
  }
}
