package io.github.kubesprayoffline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.SiteFiles;
import io.github.kubesprayoffline.overlay.MirrorMode;
import io.github.kubesprayoffline.overlay.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changes in an inventory after it was configured. */
class ClosureCheckTest {

  @TempDir Path folder;

  private List<Leak> leaks(Site site, CatalogRequest changed) {
    return ClosureCheck.leaks(
        new Evaluated(
            CatalogBuilder.build(changed), List.of(site.config(), folder.resolve("vars"))),
        MirrorContents.of(CatalogBuilder.build(site.request()).catalog(), ImagePath.STRIP),
        MirrorMode.REGISTRY);
  }

  private Site configured() {
    Site site = Site.in(folder).with("group_vars/all/main.yml", "helm_enabled: false\n");
    site.configured();
    return site;
  }

  private static CatalogRequest onSite(Site site) {
    return site.request().withInventory(site.config().resolve("inventory/hosts.ini"));
  }

  @Test
  void configuredInventory_isClosed() {
    Site site = configured();

    assertThat(leaks(site, onSite(site))).isEmpty();
  }

  @Test
  void otherAddressesInTheTwoLines_areAsGood() {
    Site site = configured();
    CatalogRequest moved =
        onSite(site)
            .withVars(
                Map.of("registry_host", "10.0.0.9:5000/k8s", "files_repo", "https://10.0.0.9/f"));

    assertThat(leaks(site, moved)).isEmpty();
  }

  @Test
  void hostVariableThatOutranksTheOverlay_isNamedWithFileAndLine() {
    Site site = configured();
    Site.write(
        site.config().resolve("inventory/host_vars/node2.yml"),
        "---\nnode_labels: {}\nquay_image_repo: quay.io\n");

    assertThat(leaks(site, onSite(site)))
        .extracting(Leak::toString)
        .contains(
            "calico_node (amd64): it asks for quay.io/calico/node:v3.31.5. inventory/host_vars/node2.yml:3 sets quay_image_repo (host vars), which outranks the overlay: take it out, or write there quay_image_repo: \"{{ registry_host }}\"");
  }

  @Test
  void extraVarThatOutranksTheOverlay_isNamedFromTheFolderThatItIsIn() {
    Site site = configured();
    Path file = folder.resolve("vars/extra-vars/01-mine.yml");
    Site.write(file, "---\nquay_image_repo: quay.io\n");
    CatalogRequest changed = onSite(site);

    assertThat(leaks(site, changed.withSource(changed.source().withVarsFiles(List.of(file)))))
        .extracting(Leak::toString)
        .anyMatch(
            leak ->
                leak.contains(
                    ". extra-vars/01-mine.yml:2 sets quay_image_repo (extra vars), which"));
  }

  @Test
  void addonThatTheBundleWasNotMadeWith_isMissing() {
    Site site = configured();
    Site.write(
        site.config().resolve("inventory/group_vars/k8s_cluster/addons.yml"),
        "helm_enabled: true\nmetrics_server_enabled: true\n");

    assertThat(leaks(site, onSite(site)))
        .extracting(Leak::toString)
        .anyMatch(leak -> leak.startsWith("helm (amd64): the mirror has no file get.helm.sh/helm"))
        .anyMatch(leak -> leak.startsWith("metrics_server (amd64): the mirror has no image metr"));
  }

  @Test
  void overlayThatWasTakenOut_leaksEverywhere() {
    Site site = configured();
    Site.write(site.config().resolve("inventory/" + SiteFiles.OVERLAY), "---\n");

    assertThat(leaks(site, onSite(site)))
        .extracting(Leak::toString)
        .anyMatch(
            leak ->
                leak.endsWith(
                    "Write into group_vars/all/offline.yml: dl_k8s_io_url: \"{{ files_repo }}/dl.k8s.io\""));
  }
}
