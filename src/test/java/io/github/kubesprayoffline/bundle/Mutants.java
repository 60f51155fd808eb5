package io.github.kubesprayoffline.bundle;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Bundles in each of which one byte is not what it was: as many as asked for, always the same. */
record Mutants(Path folder, int count) {

  void ofAnArchive_areFound(BundleFormat format) throws IOException {
    Path archive = write(format, SampleBundle.small(folder.resolve("work")), folder);
    byte[] sound = Files.readAllBytes(archive);
    Random random = new Random(20261123);
    Path mutant = folder.resolve("mutant");
    try (FileChannel file = FileChannel.open(mutant, CREATE_NEW, WRITE)) {
      for (int i = 0; i < count; i++) {
        Mutation mutation = Mutation.random(random, sound.length);
        overwrite(file, mutation.apply(sound));

        assertThat(findings(mutant))
            .as("%s of %d: %s", format, sound.length, mutation)
            .isNotEmpty();
      }
    }
  }

  void ofAFolder_areFoundAndNamed() throws IOException {
    Path archive = write(BundleFormat.TAR, SampleBundle.small(folder.resolve("work")), folder);
    Path small = Bundle.open(archive).unpack(folder.resolve("unpacked")).folder();
    List<Path> files;
    try (var all = Files.walk(small)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Random random = new Random(20261124);
    for (int i = 0; i < count; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] sound = Files.readAllBytes(file);
      Mutation mutation = Mutation.random(random, sound.length);
      Files.write(file, mutation.apply(sound));

      String path = small.relativize(file).toString();
      List<Finding> findings = BundleVerifier.verify(small).findings();
      assertThat(findings).as("%s: %s", path, mutation).isNotEmpty();
      if (!path.equals("SHA256SUMS")) {
        assertThat(findings).extracting(Finding::path).contains(path);
      }
      Files.write(file, sound);
    }
  }

  /** A file that is opened anew each time takes longer than all that is looked for in it. */
  private static void overwrite(FileChannel file, byte[] content) throws IOException {
    file.truncate(content.length);
    assertThat(file.write(ByteBuffer.wrap(content), 0)).isEqualTo(content.length);
  }

  private static List<Finding> findings(Path archive) {
    try {
      return BundleVerifier.verify(archive).findings();
    } catch (InvalidInputException e) {
      return List.of(new Finding("", e.getMessage()));
    }
  }

  private static Path write(BundleFormat format, SampleBundle of, Path folder) {
    return new BundleWriter(format).write(of.contents(), folder.resolve("out")).file();
  }
}
