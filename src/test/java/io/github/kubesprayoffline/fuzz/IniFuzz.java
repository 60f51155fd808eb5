package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.error.OfflineException;
import java.nio.file.Files;

/** An inventory, in Ansible's INI and in YAML. */
public final class IniFuzz {

  private IniFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.INI.warmUp();
  }

  /** One input; its first byte chooses the format. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String name = (input[0] & 1) == 0 ? "hosts.ini" : "hosts.yaml";
    Sandbox.run(
        folder -> {
          var file = folder.resolve(name);
          Files.write(file, java.util.Arrays.copyOfRange(input, 1, input.length));
          try {
            InventoryReader.read(file, HostVariables.opener(Vault.closed())).hosts();
          } catch (OfflineException e) {
            // Refused, in our own words.
          }
        });
  }
}
