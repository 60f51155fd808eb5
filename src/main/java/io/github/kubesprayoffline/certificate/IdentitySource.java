package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.OfflineException;
import java.time.Instant;

/** Where a server's certificate comes from. */
public interface IdentitySource {

  /**
   * The certificate to show now: the one that is there, or a new one if its time is nearly over.
   *
   * @throws OfflineException if there is none to be had
   */
  Identity current(Instant now);
}
