package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.WholeFile;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.play.AskReport;
import io.github.kubesprayoffline.source.KubesprayArchive;
import io.github.kubesprayoffline.source.KubesprayArchives;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.source.LockedSource;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The first stage: from a tree and an inventory to the catalog and its lists. */
final class Resolver {

  private final JobRequest request;
  private final Tools tools;
  private final Optional<LockedSource> locked;

  Resolver(JobRequest request, Tools tools, Optional<Lock> followed) {
    this.request = request;
    this.tools = tools;
    this.locked =
        followed.map(lock -> new LockedSource(lock.kubespray().source(), lock.sourceSha256()));
  }

  Resolved resolve() {
    KubesprayArchive archive = Doing.what("opening the Kubespray tree", this::open);
    KubesprayTree tree = KubesprayTree.open(archive.root());
    CatalogRequest asked = catalogRequest(archive, tree);
    Resolution resolution =
        Doing.what("evaluating " + inventoryName(), () -> CatalogBuilder.build(asked));
    write("catalog.json", CatalogJson.write(resolution.catalog()));
    write("files.list", resolution.lists().filesText().getBytes(StandardCharsets.UTF_8));
    write("images.list", resolution.lists().imagesText().getBytes(StandardCharsets.UTF_8));
    Doing.what("walking the playbooks for " + inventoryName(), () -> AskReport.of(asked))
        .ifPresent(asks -> write("asks.json", asks));
    Inputs inputs = Doing.what("reading the files of " + inventoryName(), () -> Inputs.of(asked));
    return new Resolved(archive, asked, resolution, inputs);
  }

  private KubesprayArchive open() {
    return new KubesprayArchives(
            tools.store(), tools.transport(), tools.transfers(Progress.NONE), locked)
        .open(request.source());
  }

  private String inventoryName() {
    return request
        .inventory()
        .inventory()
        .map(path -> "the inventory " + path)
        .orElse("the tree's sample inventory");
  }

  private CatalogRequest catalogRequest(KubesprayArchive archive, KubesprayTree tree) {
    return new CatalogRequest(
        tree,
        new KubesprayRelease(archive.version(), archive.source(), archive.sha256().orElse(null)),
        request.inventory(),
        tree.sampleInventory(),
        request.selection(),
        SiteNeeds.of(request.selection(), archive.version()));
  }

  private void write(String name, byte[] content) {
    Path file = request.folder().resolve(name);
    try {
      Files.createDirectories(request.folder());
      WholeFile.write(file, out -> out.write(content));
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(file, e),
          e);
    }
  }
}
