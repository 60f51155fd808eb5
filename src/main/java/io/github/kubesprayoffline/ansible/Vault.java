package io.github.kubesprayoffline.ansible;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens what Ansible Vault encrypted: {@code $ANSIBLE_VAULT;1.1;AES256} and {@code 1.2}. */
public final class Vault {

  private static final int ROUNDS = 10_000;
  private static final long MOST_PASSWORD_BYTES = 64 << 10;
  private static final int KEY_STEPS = 40_000;

  /** How often a text is copied on its way to being read. */
  private static final int COPIES = 6;

  private final Optional<String> password;

  private Vault(Optional<String> password) {
    this.password = password;
  }

  /** A vault that opens nothing, and says what is missing when it is asked to. */
  public static Vault closed() {
    return new Vault(Optional.empty());
  }

  /**
   * A vault that is opened by the password in a file, whose surrounding space does not count.
   *
   * @throws InvalidInputException if the file cannot be read
   */
  public static Vault ofPasswordFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] password = SmallFile.read(in, MOST_PASSWORD_BYTES, file.toString());
      return new Vault(Optional.of(new String(password, UTF_8).strip()));
    } catch (IOException e) {
      throw new InvalidInputException("cannot read the vault password file " + file, e);
    }
  }

  /**
   * The text of an encrypted value.
   *
   * @throws EvaluationException if there is no password, or it is another one
   */
  String decrypt(Text.Vaulted vaulted) {
    return decrypt(vaulted.ciphertext(), vaulted.where());
  }

  /**
   * The text of an encrypted file or value.
   *
   * @param where its place, for messages
   */
  String decrypt(String ciphertext, String where) {
    String secret =
        password.orElseThrow(
            () ->
                new EvaluationException(
                    "%s is encrypted and its value is needed: name the vault password file"
                        .formatted(where)));
    charge(ciphertext);
    List<String> lines = ciphertext.strip().lines().map(String::strip).toList();
    String header = lines.isEmpty() ? "" : lines.get(0);
    if (!header.matches("\\$ANSIBLE_VAULT;1\\.[12];AES256(;.*)?")) {
      throw new EvaluationException(
          "%s: '%s' is no known vault".formatted(where, Printable.shortened(header)));
    }
    try {
      return open(String.join("", lines.subList(1, lines.size())), secret, where);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new EvaluationException("%s: the encrypted text is damaged".formatted(where), e);
    }
  }

  /** Deriving the keys of one value takes as long as many an evaluation. */
  private static void charge(String ciphertext) {
    Budget.current().items(KEY_STEPS);
    for (int copy = 0; copy < COPIES; copy++) {
      Budget.current().makeText(ciphertext.length());
    }
  }

  private static String open(String hex, String secret, String where)
      throws GeneralSecurityException {
    List<String> parts = new String(HexFormat.of().parseHex(hex), UTF_8).lines().toList();
    if (parts.size() != 3) {
      throw new IllegalArgumentException("a vault has three parts");
    }
    byte[] salt = HexFormat.of().parseHex(parts.get(0));
    byte[] ciphertext = HexFormat.of().parseHex(parts.get(2));
    byte[] keys = derive(secret, salt);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys, 32, 32, "HmacSHA256"));
    if (!MessageDigest.isEqual(mac.doFinal(ciphertext), HexFormat.of().parseHex(parts.get(1)))) {
      throw new EvaluationException("%s: the vault password does not open it".formatted(where));
    }
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(keys, 0, 32, "AES"),
        new IvParameterSpec(keys, 64, 16));
    return new String(unpad(cipher.doFinal(ciphertext)), UTF_8);
  }

  private static byte[] derive(String secret, byte[] salt) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, 80 * 8);
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
  }

  private static byte[] unpad(byte[] padded) {
    int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
    if (padding < 1 || padding > 16 || padding > padded.length) {
      throw new IllegalArgumentException("the padding is wrong");
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }
}
