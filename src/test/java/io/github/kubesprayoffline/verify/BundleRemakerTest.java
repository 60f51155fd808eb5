package io.github.kubesprayoffline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.verify.BundleInputs;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was evaluated to make a bundle's files again proves only those very files. */
class BundleRemakerTest extends BundleScene {

  private BundleRemaker remaker;
  private BundleInputs inputs;

  @BeforeEach
  void remake() {
    BundledSite site = new BundledSite(folder, Optional.empty());
    remaker = new BundleRemaker(site);
    VerifyReport report = BundleVerifier.verify(bundle, site.source(), remaker);
    report.requireSound();
    inputs = report.inputs().orElseThrow();
  }

  @AfterEach
  void close() {
    remaker.close();
  }

  @Test
  void filesAsTheyWereMade_needNoOtherEvaluation() {
    Evaluated evaluated = remaker.evaluated(inputs).orElseThrow();

    assertThat(evaluated.resolution().catalog().selectedFiles())
        .isNotEmpty()
        .allMatch(file -> file.url().startsWith("http://mirror.kubespray.internal:8080/"));
  }

  @Test
  void overlayThatWasConfiguredAtTheSite_isEvaluatedAnew() {
    assertThat(remaker.evaluated(withInventory(SiteFiles.OVERLAY, "---\n"))).isEmpty();
  }

  @Test
  void inventoryWithAnotherFile_isEvaluatedAnew() {
    assertThat(remaker.evaluated(withInventory("host_vars/node1.yml", "---\n"))).isEmpty();
  }

  @Test
  void otherExtraVars_areEvaluatedAnew() {
    SortedMap<String, byte[]> extraVars = new TreeMap<>(inputs.extraVars());
    extraVars.remove("99-offline.yml");

    assertThat(
            remaker.evaluated(
                new BundleInputs(inputs.source(), inputs.catalog(), inputs.inventory(), extraVars)))
        .isEmpty();
  }

  private BundleInputs withInventory(String path, String content) {
    SortedMap<String, byte[]> inventory = new TreeMap<>(inputs.inventory());
    inventory.put(path, content.getBytes(StandardCharsets.UTF_8));
    return new BundleInputs(inputs.source(), inputs.catalog(), inventory, inputs.extraVars());
  }
}
