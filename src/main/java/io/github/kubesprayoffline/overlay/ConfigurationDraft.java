package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.catalog.Resolution;
import java.nio.file.Path;

/**
 * A configuration with what the tree says of it. It gets its name when it is finished; closed
 * without that, it leaves nothing.
 */
public final class ConfigurationDraft implements AutoCloseable {

  private final ConfigFolder folder;
  private final Configuration configuration;
  private final Resolution evaluated;

  ConfigurationDraft(ConfigFolder folder, Configuration configuration, Resolution evaluated) {
    this.folder = folder;
    this.configuration = configuration;
    this.evaluated = evaluated;
  }

  /** What is to be written. */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * The tree with the inventory and the extra vars as they are written, and without what the user
   * added to it; to be looked at before the draft is closed.
   */
  public Resolution evaluated() {
    return evaluated;
  }

  /** Where its files are as long as it is a draft. */
  public Path path() {
    return folder.path();
  }

  /** Writes what there is beside the inventory, and gives all of it its name. */
  public Configuration finish() {
    folder.write("extra-vars", configuration.extraVars());
    folder.write("", configuration.others());
    folder.finish();
    return configuration;
  }

  @Override
  public void close() {
    folder.close();
  }
}
