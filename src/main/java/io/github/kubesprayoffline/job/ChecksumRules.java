package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.id.Checksum;
import java.util.Map;

/**
 * What holds for files that Kubespray has no checksum of.
 *
 * @param known what the user knows, by URL or id
 * @param trustOnFirstUse whether a file that nobody knows a checksum of is taken as it comes first
 */
public record ChecksumRules(Map<String, Checksum> known, boolean trustOnFirstUse) {

  /** Nothing is known, and nothing trusted. */
  public static final ChecksumRules STRICT = new ChecksumRules(Map.of(), false);

  public ChecksumRules {
    known = Map.copyOf(known);
  }
}
