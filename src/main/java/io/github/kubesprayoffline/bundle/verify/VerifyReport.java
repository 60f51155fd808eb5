package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.lock.Lock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param bundle what was verified
 * @param lock of the bundle; empty where it could not be read
 * @param files how many files were read
 * @param bytes how large they are together, each content counted once
 * @param inputs what its selection was made of; empty where that was not asked for, or is not whole
 * @param findings what is wrong, sorted; none for a sound bundle
 * @param notes what is not wrong, and an operator ought to know; a sentence each
 */
public record VerifyReport(
    Path bundle,
    Optional<Lock> lock,
    long files,
    long bytes,
    Optional<BundleInputs> inputs,
    List<Finding> findings,
    List<String> notes) {

  public VerifyReport {
    notes = List.copyOf(notes);
    findings = findings.stream().distinct().sorted().toList();
  }

  /** Whether nothing was found. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  /**
   * Ends a run that needs a sound bundle.
   *
   * @throws IntegrityException naming every finding
   */
  public void requireSound() {
    if (!isSound()) {
      throw new IntegrityException(
          Lines.of("%s is not sound; do not use it, fetch or build it again:".formatted(bundle))
              .items(findings));
    }
  }
}
