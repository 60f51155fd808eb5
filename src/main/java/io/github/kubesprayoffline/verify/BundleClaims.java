package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.bundle.verify.BundleInputs;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.InputFiles;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Problem;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.catalog.SelectionJson;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says of how it was made. It is taken at its word to make it again, and what comes
 * of that is compared.
 *
 * @param site which files of its inventory are generated, and for which mirror
 * @param selection what was selected for its cluster
 * @param catalog what came of it
 */
record BundleClaims(BundleInputs inputs, SiteFiles site, Selection selection, Catalog catalog) {

  /**
   * Reads them.
   *
   * @throws IntegrityException if one is missing
   */
  static BundleClaims read(BundleInputs inputs) {
    return new BundleClaims(
        inputs,
        SiteFiles.read(require(inputs, SiteFiles.FILE)),
        SelectionJson.read(InputFiles.SELECTION, require(inputs, InputFiles.SELECTION)),
        CatalogJson.read("catalog.json", inputs.catalog().getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] require(BundleInputs inputs, String name) {
    byte[] content = inputs.inventory().get(name);
    if (content == null) {
      throw new IntegrityException(
          "there is no inventory/%s: it says nothing of a mirror. Build the bundle again"
              .formatted(name));
    }
    return content;
  }

  /** The files of the inventory that the user gave. */
  SortedMap<String, byte[]> users() {
    return SiteFiles.usersOf(inputs.inventory());
  }

  /**
   * The extra vars that the user gave. The selection, which the lock vouches for, has their
   * checksums.
   */
  SortedMap<String, byte[]> usersExtraVars() {
    SortedMap<String, byte[]> users = new TreeMap<>();
    for (Map.Entry<String, Checksum> wanted : selection.extraVars().entrySet()) {
      byte[] content = inputs.extraVars().get(wanted.getKey());
      if (content == null || !Checksum.sha256Of(content).equals(wanted.getValue())) {
        throw new IntegrityException(
            "extra-vars/%s is not what the bundle was made with".formatted(wanted.getKey()));
      }
      users.put(wanted.getKey(), content);
    }
    return users;
  }

  /** Of a tree that was a folder, the catalog has no checksum, and the lock that of its archive. */
  KubesprayRelease release(Lock lock) {
    return new KubesprayRelease(
        lock.version(),
        lock.kubespray().source(),
        catalog.kubespray().sha256() == null ? null : lock.sourceSha256());
  }

  /** A catalog with the words for its problems that this one had: they name files of its build. */
  Catalog worded(Catalog made) {
    return new Catalog(
        made.kubespray(),
        made.architectures(),
        made.scope(),
        made.files(),
        made.images(),
        subjects(made).equals(subjects(catalog)) ? catalog.problems() : made.problems());
  }

  private static List<String> subjects(Catalog catalog) {
    return catalog.problems().stream().map(BundleClaims::subject).toList();
  }

  private static String subject(Problem problem) {
    return problem.id() + " " + problem.arch();
  }
}
