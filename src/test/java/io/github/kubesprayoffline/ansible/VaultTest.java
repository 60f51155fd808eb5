package io.github.kubesprayoffline.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that the real ansible-vault encrypted; {@code src/test/scripts/vault.sh} does it again.
 */
class VaultTest {

  private static final Path FOLDER = Path.of("src/test/resources/ansible/vault");
  private static final Path VALUES = FOLDER.resolve("group_vars/all/values.yml");
  private static final Path WHOLE = FOLDER.resolve("group_vars/all/whole.yml");

  @TempDir Path folder;

  private static Templar templar(Vault vault) {
    Object content = YamlValues.read(VALUES, "values.yml");
    return new Templar(
        Variables.ofFile(content, Source.GROUP_VARS, "values.yml"),
        new Templates(),
        Budget.forHosts(1),
        vault);
  }

  private static Vault open() {
    return Vault.ofPasswordFile(FOLDER.resolve("password"));
  }

  @Test
  void encryptedValue_isReadWithThePassword() {
    assertThat(templar(open()).value("secret")).hasToString("s3cr3t värde");
    assertThat(templar(open()).render("<{{ secret }}>")).isEqualTo("<s3cr3t värde>");
  }

  @Test
  void valueWithAVaultId_isReadWithTheSamePassword() {
    assertThat(templar(open()).value("labelled")).hasToString("second");
  }

  @Test
  void encryptedFile_isReadWithThePassword() {
    assertThat(HostVariables.opener(open()).text(WHOLE))
        .isEqualTo("whole: from an encrypted file\n");
  }

  @Test
  void withoutPassword_onlyTheEncryptedValueFails() {
    Templar templar = templar(Vault.closed());

    assertThat(templar.value("plain")).isEqualTo("open");
    assertThatThrownBy(() -> templar.value("secret"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("values.yml:3 is encrypted and its value is needed")
        .hasMessageContaining("vault password file");
  }

  @Test
  void wrongPassword_saysSoAndShowsNothing() throws IOException {
    Path other = folder.resolve("password");
    Files.writeString(other, "battery staple\n");
    Templar templar = templar(Vault.ofPasswordFile(other));

    assertThatThrownBy(() -> templar.value("secret"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the vault password does not open it")
        .hasMessageNotContaining("battery");
  }
}
