package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogBuilderTest {

  private static final KubesprayTree TREE =
      KubesprayTree.open(Path.of("src/test/resources/catalog/tree"));

  @TempDir Path folder;

  private final CatalogRequest sample = CatalogRequest.of(TREE);

  private static List<String> selected(Catalog catalog) {
    List<String> all = new java.util.ArrayList<>();
    catalog.selectedFiles().forEach(file -> all.add(file.id() + " " + file.arch()));
    catalog.selectedImages().forEach(image -> all.add(image.id() + " " + image.arch()));
    return all;
  }

  private CatalogRequest withHosts(String inventory) throws IOException {
    Path file = folder.resolve("hosts.ini");
    Files.writeString(file, inventory);
    return sample.withInventory(file);
  }

  @Test
  void sampleInventory_selectsWhatItTurnsOn() {
    Catalog catalog = CatalogBuilder.build(sample).catalog();

    assertThat(selected(catalog))
        .containsExactly(
            "etcd amd64",
            "kubelet amd64",
            "calico_node amd64",
            "kube-apiserver amd64",
            "kube-controller-manager amd64",
            "kube-proxy amd64",
            "kube-scheduler amd64");
    assertThat(catalog.kubespray().version()).isEqualTo("v9.9.9");
    assertThat(catalog.files().get(2).url())
        .isEqualTo("https://files.example.org/helm-v3.1.0-amd64.tar.gz");
    assertThat(catalog.images())
        .extracting(image -> image.ref().toString())
        .contains("registry.example.org/kube-apiserver:v1.31.0");
  }

  @Test
  void entryThatTheSiteNeeds_isSelectedUnlessItIsExcluded() {
    CatalogRequest request =
        sample.withAdditions(new Additions(List.of("helm", "not-in-this-tree"), List.of()));

    assertThat(selected(CatalogBuilder.build(request).catalog())).contains("helm amd64");
    assertThat(
            selected(
                CatalogBuilder.build(request.selecting(Selection.EXCLUDES, List.of("h*")))
                    .catalog()))
        .doesNotContain("helm amd64");
  }

  @Test
  void unselectedEntryThatFails_isAProblemWithVariableFileAndLine() {
    Catalog catalog = CatalogBuilder.build(sample).catalog();

    assertThat(catalog.problems()).hasSize(1);
    assertThat(catalog.problems().get(0).id()).isEqualTo("broken");
    assertThat(catalog.problems().get(0).message())
        .contains("'tag' (roles/kubespray_defaults/defaults/main/download.yml:60)")
        .contains("has no attribute '1.31.0'");
  }

  @Test
  void selectedEntryThatFails_isAnErrorWithVariableFileAndLine() {
    CatalogRequest request = sample.withVars(Map.of("broken_enabled", true));

    assertThatThrownBy(() -> CatalogBuilder.build(request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the entry 'broken' (amd64) cannot be rendered")
        .hasMessageContaining("download.yml:60");
  }

  @Test
  void versionWithoutChecksum_namesTheVariableToSet() {
    CatalogRequest request = sample.withVars(Map.of("kube_version", "1.99.0"));

    assertThatThrownBy(() -> CatalogBuilder.build(request))
        .hasMessageContaining("the entry 'kubelet' (amd64)")
        .hasMessageContaining(
            "kubelet_checksum (roles/kubespray_defaults/defaults/main/download.yml:15)")
        .hasMessageContaining("no attribute '1.99.0'")
        .hasMessageContaining("set 'kubelet_checksum', or choose another version");
  }

  @Test
  void severalFailures_areReportedTogether() {
    CatalogRequest request =
        sample.withVars(Map.of("kube_version", "1.99.0", "etcd_version", "9.9.9"));

    assertThatThrownBy(() -> CatalogBuilder.build(request))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("'kubelet'")
        .hasMessageContaining("'etcd'");
  }

  @Test
  void checksumZero_isNoneAndSaysWhatToSet() {
    Catalog catalog =
        CatalogBuilder.build(
                sample
                    .selecting(Selection.ARCHITECTURES, List.of("arm64"))
                    .withVars(Map.of("helm_enabled", true)))
            .catalog();

    assertThat(catalog.selectedFiles()).filteredOn(file -> file.id().equals("helm")).hasSize(1);
    assertThat(catalog.problems())
        .filteredOn(problem -> problem.id().equals("helm"))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).contains("set the variable 'helm_checksum'"));
  }

  @Test
  void mixedArchitectures_giveBothSetsWithoutDuplicates() throws IOException {
    CatalogRequest request =
        withHosts(
            """
            [kube_control_plane]
            cp1 ansible_architecture=x86_64
            cp2 ansible_architecture=x86_64
            [etcd:children]
            kube_control_plane
            [kube_node]
            w1 ansible_architecture=aarch64
            w2 ansible_architecture=aarch64
            """);

    Catalog catalog = CatalogBuilder.build(request).catalog();

    assertThat(catalog.architectures()).containsExactly("amd64", "arm64");
    assertThat(selected(catalog))
        .contains("etcd amd64", "kubelet amd64", "kubelet arm64", "calico_node arm64")
        .doesNotContain("etcd arm64")
        .doesNotHaveDuplicates();
  }

  @Test
  void oldGroupNames_areMappedAsKubesprayMapsThem() throws IOException {
    CatalogRequest request =
        withHosts("[kube-master]\nn1\n[kube-node]\nn2\n[etcd]\nn1\n")
            .withVars(Map.of("helm_enabled", true));

    assertThat(selected(CatalogBuilder.build(request).catalog()))
        .contains("kubelet amd64", "helm amd64", "etcd amd64", "kube-apiserver amd64");
  }

  @Test
  void groupWithoutHosts_needsNothing() throws IOException {
    CatalogRequest request = withHosts("[kube_control_plane]\nn1\n[kube_node]\nn1\n[etcd]\n");

    assertThat(selected(CatalogBuilder.build(request).catalog())).doesNotContain("etcd amd64");
  }

  @Test
  void removedKubeProxy_isNotSelected() {
    Catalog catalog =
        CatalogBuilder.build(sample.withVars(Map.of("kube_proxy_remove", true))).catalog();

    assertThat(selected(catalog))
        .doesNotContain("kube-proxy amd64")
        .contains("kube-scheduler amd64");
  }

  @Test
  void etcdByKubeadm_isAnImageOfTheControlPlane() {
    Catalog catalog =
        CatalogBuilder.build(sample.withVars(Map.of("etcd_deployment_type", "kubeadm"))).catalog();

    assertThat(catalog.selectedImages())
        .filteredOn(image -> image.id().equals("etcd"))
        .singleElement()
        .satisfies(
            image -> assertThat(image.ref()).hasToString("quay.example.org/coreos/etcd:v3.5.0"));
  }

  @Test
  void scopeAll_selectsWhateverCanBeRenderedAndWhatTheListForgets() {
    Resolution all = CatalogBuilder.build(sample.selecting(Selection.SCOPE, Scope.ALL));

    assertThat(selected(all.catalog())).contains("helm amd64", "argocd_install_url amd64");
    assertThat(all.lists().files())
        .containsExactly(
            "https://files.example.org/v1.31.0/amd64/kubelet",
            "https://files.example.org/etcd/v3.5.0/etcd-amd64.tar.gz",
            "https://files.example.org/helm-v3.1.0-amd64.tar.gz",
            "https://files.example.org/argocd/install.yaml");
    assertThat(all.catalog().problems()).extracting(Problem::id).containsExactly("broken");
  }

  @Test
  void globs_chooseAmongTheSelected() {
    Catalog catalog =
        CatalogBuilder.build(
                sample
                    .selecting(Selection.INCLUDES, List.of("kube*", "etcd"))
                    .selecting(Selection.EXCLUDES, List.of("kube-*")))
            .catalog();

    assertThat(selected(catalog)).containsExactly("etcd amd64", "kubelet amd64");
  }

  @Test
  void extras_areSelectedUnderTheirNames() {
    ExtraFile file = new ExtraFile("https://example.org/crane", Checksum.sha256Of(new byte[0]));
    ImageReference image = ImageReference.parse("docker.io/library/busybox:1.36");

    Catalog catalog =
        CatalogBuilder.build(
                sample
                    .selecting(Selection.EXTRA_FILES, List.of(file))
                    .selecting(Selection.EXTRA_IMAGES, List.of(image)))
            .catalog();

    assertThat(selected(catalog)).contains("crane amd64", "docker.io/library/busybox:1.36 amd64");
  }

  @Test
  void localFilesOfOneName_areRefused() {
    List<ExtraFile> files =
        List.of(
            new ExtraFile("file:///srv/a/tool", null),
            new ExtraFile("file:/srv/b/tool", null),
            new ExtraFile("https://localhost/tool", null));

    assertThatThrownBy(() -> CatalogBuilder.build(sample.selecting(Selection.EXTRA_FILES, files)))
        .hasMessage(
            "the extraFiles file:///srv/a/tool and file:/srv/b/tool would be one file in the bundle: give one of them another name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"me:secret", "secret", "me:s@secret"})
  void loginInAUrl_isRefusedWithoutItAndWithTheWayOut(String login) {
    CatalogRequest request =
        sample.withVars(Map.of("files_url", "https://%s@files.example.org:8443".formatted(login)));

    assertThatThrownBy(() -> CatalogBuilder.build(request))
        .hasMessageContaining("the entry 'kubelet' (amd64)")
        .hasMessageContaining("'https://files.example.org:8443/v1.31.0/amd64/kubelet' has a login")
        .hasMessageContaining("<server> of settings.xml with the <id>files.example.org:8443</id>")
        .hasMessageNotContaining("secret");
  }

  @Test
  void loginInAUrlThatIsNotSelected_isNotedWithoutIt() {
    Catalog catalog =
        CatalogBuilder.build(
                sample.withVars(
                    Map.of("argocd_install_url", "https://me:secret@files.example.org/x.yaml")))
            .catalog();

    assertThat(catalog.problems()).extracting(Problem::id).contains("argocd_install_url");
    assertThat(new String(CatalogJson.write(catalog), StandardCharsets.UTF_8))
        .contains("has a login in it")
        .doesNotContain("secret");
  }

  @Test
  void inventoryBeatsRoleDefaultsButNotRoleVars() throws IOException {
    Path vars = Files.createDirectories(folder.resolve("group_vars")).resolve("all.yml");
    Files.writeString(
        vars,
        "etcd_version: 3.5.0\nfiles_url: https://mirror.example.com\nkubelet_checksums: {}\n");

    Catalog catalog = CatalogBuilder.build(withHosts("[kube_node]\nn1\n")).catalog();

    assertThat(catalog.selectedFiles())
        .extracting(FileEntry::path)
        .containsExactly("mirror.example.com/v1.31.0/amd64/kubelet");
  }

  @Test
  void unknownArchitecture_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(
            () -> CatalogBuilder.build(sample.selecting(Selection.ARCHITECTURES, List.of("i486"))))
        .hasMessageContaining("'i486'")
        .hasMessageContaining("amd64, arm, arm64");
  }

  @Test
  void folderThatIsNotKubespray_isRefused() {
    assertThatThrownBy(() -> KubesprayTree.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is not a Kubespray tree");
  }

  @Test
  void brokenYaml_isRefusedWithFileAndLine() throws IOException {
    Path vars = folder.resolve("extra.yml");
    Files.writeString(vars, "a: 1\nb: [1\nc: 2\n");

    assertThatThrownBy(
            () ->
                CatalogBuilder.build(
                    sample.withSource(InventorySource.SAMPLE.withVarsFiles(List.of(vars)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("extra.yml:3");
  }

  @Test
  void explanation_namesVariablesPlacesWinnersAndHosts() throws IOException {
    CatalogRequest request =
        withHosts("[kube_node]\nn1\nn2\n")
            .withVars(Map.of("files_url", "https://mirror.example.com"));

    String text = CatalogBuilder.build(request).explain("kubelet");

    try (var golden = getClass().getResourceAsStream("/catalog/explain-kubelet.txt")) {
      assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void urlWithALineBreak_isRefusedOnOneLine() throws IOException {
    CatalogRequest request =
        withHosts("[kube_node]\nn1\n")
            .withVars(
                Map.of("files_url", "https://mirror.example.com/x\n[ERROR] forged \u001b[31m"));

    assertThatThrownBy(() -> CatalogBuilder.build(request))
        .message()
        .contains("x\\n[ERROR] forged \\x1b[31m/")
        .matches(Printable::isPlain);
  }

  @Test
  void explanationOfAnUnknownEntry_isRefused() {
    Resolution resolution = CatalogBuilder.build(sample);

    assertThatThrownBy(() -> resolution.explain("kubelte"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no entry 'kubelte'");
  }
}
