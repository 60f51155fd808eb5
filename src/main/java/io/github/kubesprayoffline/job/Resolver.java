package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.Additions;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.InputFiles;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.InvalidInputException;
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
import java.util.List;
import java.util.Optional;

/** The first stage: from a tree and an inventory to the catalog and its lists. */
final class Resolver {

  private final ResolveRequest request;
  private final BuildContext context;
  private final Optional<LockedSource> locked;

  Resolver(ResolveRequest request, BuildContext context, Optional<Lock> followed) {
    this.request = request;
    this.context = context;
    this.locked =
        followed.map(
            lock ->
                new LockedSource(
                    lock.kubespray().source(), lock.sourceSha256(), lock.kubesprayArchiveSize()));
  }

  ResolvedTree resolve() {
    Selection selection = selection();
    KubesprayArchive archive = Doing.what("opening the Kubespray tree", this::open);
    KubesprayTree tree = KubesprayTree.open(archive.root());
    CatalogRequest asked = catalogRequest(archive, tree, selection);
    Resolution resolution =
        Doing.what("evaluating " + inventoryName(), () -> CatalogBuilder.build(asked));
    write("catalog.json", CatalogJson.write(resolution.catalog()));
    write("files.list", resolution.lists().filesText().getBytes(StandardCharsets.UTF_8));
    write("images.list", resolution.lists().imagesText().getBytes(StandardCharsets.UTF_8));
    Optional<AskReport> asks =
        Doing.what(
            "walking the playbooks for " + inventoryName(),
            () -> AskReport.of(asked, resolution.catalog()));
    asks.ifPresent(report -> write("asks.json", report.json()));
    InputFiles inputs =
        Doing.what("reading the files of " + inventoryName(), () -> InputFiles.read(asked));
    return new ResolvedTree(
        archive, asked, resolution, inputs, asks.map(AskReport::notCarried).orElse(List.of()));
  }

  private KubesprayArchive open() {
    return new KubesprayArchives(
            context.store(), context.transport(), context.transfers(Progress.NONE), locked)
        .open(request.source());
  }

  private String inventoryName() {
    return request
        .inventory()
        .inventory()
        .map(path -> "the inventory " + path)
        .orElse("the tree's sample inventory");
  }

  private Selection selection() {
    if (request.selections().size() != 1) {
      throw new InvalidInputException(
          "Got %d selections, want one: a bundle is made for one cluster"
              .formatted(request.selections().size()));
    }
    return request.selections().get(0);
  }

  private CatalogRequest catalogRequest(
      KubesprayArchive archive, KubesprayTree tree, Selection selection) {
    return new CatalogRequest(
        tree,
        new KubesprayRelease(archive.version(), archive.source(), archive.sha256().orElse(null)),
        request.inventory(),
        tree.sampleInventory(),
        selection,
        Additions.of(selection, archive.version()));
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
