package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.BundleInputs;
import io.github.kubesprayoffline.bundle.Remaker;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Problem;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.catalog.SelectionJson;
import io.github.kubesprayoffline.config.Configuration;
import io.github.kubesprayoffline.config.Configurator;
import io.github.kubesprayoffline.config.Leak;
import io.github.kubesprayoffline.config.MirrorSettings;
import io.github.kubesprayoffline.config.SiteCheck;
import io.github.kubesprayoffline.deploy.DeployKit;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.image.SiteImages;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.SiteFiles;
import io.github.kubesprayoffline.source.KubesprayArchives;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tree and the inventory of a bundle, unpacked to be evaluated once more. */
final class BundleSite implements Remaker {

  private final Path work;
  private final Optional<Path> vaultPasswordFile;
  private Optional<KubesprayTree> tree = Optional.empty();

  /**
   * A site.
   *
   * @param work an empty folder for it
   * @param vaultPasswordFile for {@code !vault} values of its inventory
   */
  BundleSite(Path work, Optional<Path> vaultPasswordFile) {
    this.work = work;
    this.vaultPasswordFile = vaultPasswordFile;
  }

  /** Where the archive of the bundle's tree is to be copied to. */
  Path source() {
    return work.resolve("kubespray.archive");
  }

  @Override
  public SortedMap<String, byte[]> kit(Lock lock, ImagePath imagePath) {
    return DeployKit.of(lock, imagePath, SiteImages.REGISTRY, SiteImages.FILE_SERVER);
  }

  @Override
  public SortedMap<String, byte[]> configuration(Lock lock, BundleInputs inputs) {
    SiteFiles site = site(inputs);
    SortedMap<String, byte[]> users = SiteFiles.usersOf(inputs.inventory());
    SortedMap<String, byte[]> extraVars = usersExtraVars(inputs, selection(inputs));
    CatalogRequest request =
        request(write("asked", users), extraVars, lock, inputs).withRelease(release(lock, inputs));
    Resolution resolution = CatalogBuilder.build(request);
    Configuration made =
        Configurator.configure(
            request, resolution, users, MirrorSettings.of(site), work.resolve("made"));
    return files(asWritten(resolution.catalog(), said(inputs)), made, extraVars);
  }

  private static SortedMap<String, byte[]> files(
      Catalog catalog, Configuration made, SortedMap<String, byte[]> extraVars) {
    SortedMap<String, byte[]> files = new TreeMap<>(OfflineSide.told(made));
    files.put("catalog.json", CatalogJson.write(catalog));
    made.inventory().files().forEach((path, content) -> files.put("inventory/" + path, content));
    extraVars.forEach((name, content) -> files.put("extra-vars/" + name, content));
    return files;
  }

  /** What Kubespray would ask the internet for, or not find in the bundle. */
  List<Leak> leaks(Lock lock, BundleInputs inputs) {
    SiteFiles site = site(inputs);
    CatalogRequest request =
        request(write("inventory", inputs.inventory()), inputs.extraVars(), lock, inputs)
            .withoutExtras();
    return SiteCheck.leaks(request, lock, site, work);
  }

  private CatalogRequest request(
      Path inventory, SortedMap<String, byte[]> extraVars, Lock lock, BundleInputs inputs) {
    Path vars = write(inventory.getFileName() + "-vars", extraVars);
    Selection selection = selection(inputs);
    return CatalogRequest.of(tree())
        .withSample(inventory)
        .withSource(
            new InventorySource(
                site(inputs).inventory().map(name -> existing(inventory, name)),
                extraVars.keySet().stream().map(vars::resolve).toList(),
                Map.of(),
                vaultPasswordFile))
        .withSelection(selection)
        .withAdditions(SiteNeeds.of(selection, lock.version()));
  }

  private static Path existing(Path inventory, String name) {
    Path chosen = inventory.resolve(name).normalize();
    if (!chosen.startsWith(inventory) || !Files.exists(chosen)) {
      throw new IntegrityException(
          "inventory/%s names an inventory that is not there: %s. Build the bundle again"
              .formatted(SiteFiles.FILE, name));
    }
    return chosen;
  }

  private KubesprayTree tree() {
    if (tree.isEmpty()) {
      tree = Optional.of(KubesprayTree.open(KubesprayArchives.unpack(source(), work)));
    }
    return tree.get();
  }

  private static Catalog said(BundleInputs inputs) {
    return CatalogJson.read("catalog.json", inputs.catalog().getBytes(StandardCharsets.UTF_8));
  }

  /** With the words for its problems that it had: they name files where these were. */
  private static Catalog asWritten(Catalog made, Catalog said) {
    boolean same =
        made.problems().stream()
            .map(BundleSite::subject)
            .toList()
            .equals(said.problems().stream().map(BundleSite::subject).toList());
    return new Catalog(
        made.kubespray(),
        made.architectures(),
        made.scope(),
        made.files(),
        made.images(),
        same ? said.problems() : made.problems());
  }

  private static String subject(Problem problem) {
    return problem.id() + " " + problem.arch();
  }

  /** Of a tree that was a folder, the catalog has no checksum, and the lock that of its archive. */
  private static KubesprayRelease release(Lock lock, BundleInputs inputs) {
    KubesprayRelease said = said(inputs).kubespray();
    return new KubesprayRelease(
        lock.version(),
        lock.kubespray().source(),
        said.sha256() == null ? null : lock.sourceSha256());
  }

  /** The selection, which the lock vouches for, has their checksums. */
  private static SortedMap<String, byte[]> usersExtraVars(
      BundleInputs inputs, Selection selection) {
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

  private static SiteFiles site(BundleInputs inputs) {
    return SiteFiles.read(require(inputs, SiteFiles.FILE));
  }

  private static Selection selection(BundleInputs inputs) {
    return SelectionJson.read(Inputs.SELECTION, require(inputs, Inputs.SELECTION));
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

  /** What moved has names from the inventory's own record. */
  private Path write(String name, SortedMap<String, byte[]> files) {
    Path folder = work.resolve(name);
    try {
      Files.createDirectories(folder);
      Root root = new Root(folder);
      for (var file : files.entrySet()) {
        Path target = root.at(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(folder, e),
          e);
    }
  }
}
