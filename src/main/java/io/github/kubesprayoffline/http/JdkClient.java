package io.github.kubesprayoffline.http;

/**
 * What the JDK's HTTP client can be told by system properties only, and only before its first use.
 * What the user has set stays.
 */
final class JdkClient {

  private JdkClient() {}

  /** With the JDK's 16 KiB, large bodies take half as much processor time again. */
  static void useLargeBuffers() {
    setUnlessSet("jdk.httpclient.bufsize", Integer.toString(1 << 17));
  }

  /** Without this the JDK sends no Basic login for https through a proxy. */
  static void allowBasicLoginToTunnels() {
    setUnlessSet("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
