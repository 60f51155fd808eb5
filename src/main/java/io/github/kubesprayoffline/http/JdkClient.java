package io.github.kubesprayoffline.http;

/**
 * What the JDK's HTTP client can be told by system properties only, and only before its first use
 * in the JVM. What the user has set stays.
 */
final class JdkClient {

  private JdkClient() {}

  static void prepare() {
    // With the JDK's 16 KiB, large bodies take nearly twice the processor time.
    setUnlessSet("jdk.httpclient.bufsize", Integer.toString(1 << 19));
    // Without this the JDK sends no Basic login for https through a proxy.
    setUnlessSet("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
