package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemGenerationException;

/** Certificates and keys in PEM files. */
final class PemFiles {

  private PemFiles() {}

  /**
   * The certificates of a file, in its order.
   *
   * @throws InvalidInputException if there is none
   */
  static List<X509Certificate> certificates(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Object object : objects(file)) {
        if (object instanceof X509CertificateHolder holder) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException e) {
      throw unusable(file, "holds a certificate that cannot be read: " + e.getMessage(), e);
    }
    if (certificates.isEmpty()) {
      throw new InvalidInputException(
          "%s holds no certificate: give a PEM file with the server's certificate first, and then those between it and the authority."
              .formatted(file));
    }
    return certificates;
  }

  /**
   * The private key of a file: PKCS#8, or OpenSSL's older forms for RSA and EC.
   *
   * @throws InvalidInputException if there is none, or it needs a password
   */
  static PrivateKey key(Path file) {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try {
      for (Object object : objects(file)) {
        if (object instanceof PrivateKeyInfo key) {
          return converter.getPrivateKey(key);
        }
        if (object instanceof PEMKeyPair pair) {
          return converter.getKeyPair(pair).getPrivate();
        }
        if (object instanceof PEMEncryptedKeyPair
            || object instanceof PKCS8EncryptedPrivateKeyInfo) {
          throw new InvalidInputException(
              "%s is encrypted: a server starts without anybody to type the password. Write it plain with openssl pkey -in %s -out <file>, and keep that from other users' eyes."
                  .formatted(file, file.getFileName()));
        }
      }
    } catch (PEMException e) {
      throw unusable(file, "holds a key that cannot be read: " + e.getMessage(), e);
    }
    throw new InvalidInputException(
        "%s holds no private key: give a PEM file with one.".formatted(file));
  }

  /**
   * The key of a file and its public half, which must be on the curve P-256 as {@link Keys} makes
   * them.
   */
  static KeyPair keyPair(Path file) {
    try {
      PrivateKey key = key(file);
      ECParameterSpec curve = ECNamedCurveTable.getParameterSpec("secp256r1");
      if (!(key instanceof ECPrivateKey elliptic)) {
        throw new InvalidInputException(file + " holds no key on the curve P-256.");
      }
      ECPoint point = curve.getG().multiply(elliptic.getS()).normalize();
      SubjectPublicKeyInfo publicKey =
          new SubjectPublicKeyInfo(
              new AlgorithmIdentifier(
                  X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
              point.getEncoded(false));
      return new KeyPair(new JcaPEMKeyConverter().getPublicKey(publicKey), key);
    } catch (PEMException e) {
      throw unusable(file, "holds a key that cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes certificates for everybody to read. */
  static void write(Path file, List<X509Certificate> certificates) {
    write(file, text(certificates.toArray()), "rw-r--r--");
  }

  /** Writes a key that only its owner may read. */
  static void write(Path file, PrivateKey key) {
    try {
      write(file, text(new JcaPKCS8Generator(key, null)), "rw-------");
    } catch (PemGenerationException e) {
      throw new IllegalStateException("a key of the JDK's can always be written", e);
    }
  }

  /** Writes a text with its permissions: nobody sees half of it, and no others see it at all. */
  static void write(Path file, String text, String permissions) {
    Path folder = file.toAbsolutePath().getParent();
    FileAttribute<?>[] mode =
        PrivateFiles.attributes(folder, PosixFilePermissions.fromString(permissions));
    try {
      PrivateFiles.createFolder(folder);
      WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), mode);
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Give another folder with -Dkubespray.certificateFolder=..."
              .formatted(file, e),
          e);
    }
  }

  private static String text(Object... objects) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written to", e);
    }
    return text.toString();
  }

  private static List<Object> objects(Path file) {
    List<Object> objects = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(reader)) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        objects.add(object);
      }
    } catch (IOException e) {
      throw unusable(file, "cannot be read: " + e.getMessage(), e);
    }
    return objects;
  }

  private static InvalidInputException unusable(Path file, String why, Exception cause) {
    return new InvalidInputException("%s %s. Give a PEM file.".formatted(file, why), cause);
  }
}
