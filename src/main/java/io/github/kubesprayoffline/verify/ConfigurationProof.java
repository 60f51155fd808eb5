package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.overlay.Configuration;
import io.github.kubesprayoffline.overlay.ConfigurationDraft;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import java.util.List;

/** Proves a configuration before anybody uses it. */
public final class ConfigurationProof {

  private ConfigurationProof() {}

  /**
   * Finishes a draft with which everything is found on the mirror.
   *
   * @param catalog what the mirror will have
   * @throws InvalidInputException if something selected would still ask the internet
   */
  public static Configuration finish(ConfigurationDraft draft, Catalog catalog) {
    MirrorSettings settings = draft.configuration().settings();
    List<Leak> leaks =
        ClosureCheck.leaks(
            new Evaluated(draft.evaluated(), List.of(draft.path())),
            MirrorContents.of(catalog, settings.imagePath()),
            settings.mode());
    if (!leaks.isEmpty()) {
      throw new InvalidInputException(
          Lines.of("With this configuration, Kubespray would not find all on the mirror:")
              .items(leaks));
    }
    return draft.finish();
  }
}
