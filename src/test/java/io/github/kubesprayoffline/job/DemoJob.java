package io.github.kubesprayoffline.job;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;

import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The main job on the demonstration's site. */
public final class DemoJob {

  private DemoJob() {}

  /** A job that has not begun; its store and results are in the folder, and outlive it. */
  public static Job of(DemoSite site, Path folder, Optional<Path> inventory) {
    Map<String, String> properties = site.userProperties();
    List<Mirror> mirrors =
        list(properties.get("kubespray.mirrors")).stream().map(Mirror::parse).toList();
    JobRequest request =
        JobRequest.of(
                new ResolveRequest(
                    new SourceRequest(
                        Optional.of(DemoTree.VERSION),
                        Optional.empty(),
                        Optional.empty(),
                        mirrors,
                        folder.resolve("out/kubespray")),
                    new InventorySource(
                        inventory, List.of(), Map.of("helm_enabled", true), Optional.empty()),
                    List.of(
                        Selection.DEFAULT.with(Selection.ARCHITECTURES, List.of("amd64", "arm64"))),
                    folder.resolve("out"),
                    Optional.empty()))
            .withRegistryMirrors(list(properties.get("kubespray.registryMirrors")));
    HttpSettings settings = SETTINGS.withInsecureHosts(Set.of(site.registry().host()));
    return new Job(
        request,
        BuildContext.of(
            Store.open(folder.resolve("store")), settings, Logins.none(), Progress.NONE));
  }

  private static List<String> list(String commaSeparated) {
    return Arrays.asList(commaSeparated.split(","));
  }
}
