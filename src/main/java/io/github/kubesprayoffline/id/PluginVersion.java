package io.github.kubesprayoffline.id;

import java.util.Optional;

/** Which version of the plugin this is. */
public final class PluginVersion {

  private static final String CURRENT =
      Optional.ofNullable(PluginVersion.class.getPackage().getImplementationVersion())
          .orElse("development");

  private PluginVersion() {}

  /** As its jar names it; {@code development} where it runs from no jar. */
  public static String current() {
    return CURRENT;
  }
}
