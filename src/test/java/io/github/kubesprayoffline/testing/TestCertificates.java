package io.github.kubesprayoffline.testing;

import java.nio.file.Path;

/**
 * A certificate authority of the test's own and a server certificate for 127.0.0.1 and localhost,
 * all in PEM, made by {@code openssl}.
 *
 * @param authority the CA's certificate
 * @param certificate the server's
 * @param key the server's private key
 */
public record TestCertificates(Path authority, Path certificate, Path key) {

  /** Makes them in a folder. */
  public static TestCertificates in(Path folder) {
    Path authority = folder.resolve("ca.pem");
    Path authorityKey = folder.resolve("ca.key");
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    String newKey =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout %s -out %s -subj /CN=%s";
    Programs.run(newKey.formatted(authorityKey, authority, "test-ca").split(" "));
    Programs.run(
        (newKey.formatted(key, certificate, "localhost")
                + " -CA %s -CAkey %s -addext subjectAltName=IP:127.0.0.1,DNS:localhost"
                    .formatted(authority, authorityKey)
                + " -addext basicConstraints=critical,CA:FALSE")
            .split(" "));
    return new TestCertificates(authority, certificate, key);
  }
}
