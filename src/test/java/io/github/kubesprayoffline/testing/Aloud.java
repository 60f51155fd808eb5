package io.github.kubesprayoffline.testing;

import org.junit.jupiter.api.Assumptions;

/** Skips tests so that whoever reads the log knows. */
public final class Aloud {

  private Aloud() {}

  /** Ends a test here that this machine is not made for. */
  public static void skipUnless(boolean possible, String reason) {
    if (!possible) {
      System.out.println("SKIPPED: " + reason);
      Assumptions.abort(reason);
    }
  }
}
