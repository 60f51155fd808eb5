package io.github.kubesprayoffline.testing;

import org.junit.jupiter.api.Assumptions;

/** Skips tests so that whoever reads the log knows, or not at all where nothing may be missing. */
public final class Aloud {

  private Aloud() {}

  /** Whether this machine must be able to run every test. */
  static boolean nothingMayBeMissing() {
    return "true".equals(System.getenv("CI"));
  }

  /**
   * Ends a test here that this machine should be made for.
   *
   * @throws AssertionError if {@code CI} is {@code true}
   */
  public static void skipButInCi(String reason) {
    if (nothingMayBeMissing()) {
      throw new AssertionError(reason + "; with CI=true this must be possible");
    }
    skipUnless(false, reason);
  }

  /** Ends a test here that this machine is not made for. */
  public static void skipUnless(boolean possible, String reason) {
    if (!possible) {
      System.out.println("SKIPPED: " + reason);
      Assumptions.abort(reason);
    }
  }
}
