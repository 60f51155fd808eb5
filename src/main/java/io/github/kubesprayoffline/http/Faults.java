package io.github.kubesprayoffline.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Says in words what a network exception means. */
public final class Faults {

  private Faults() {}

  /** A short reason without a URL, for the middle of a message. */
  public static String reason(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
        return "the host's name is not known";
      }
      if (at instanceof CertPathBuilderException) {
        return "the server's certificate is signed by an unknown authority; name its CA file in <tls>";
      }
      if (at instanceof CertificateException) {
        return "the server's certificate is not valid: " + at.getMessage();
      }
    }
    if (fault instanceof HttpConnectTimeoutException) {
      return "no connection in time";
    }
    if (fault instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (fault instanceof ConnectException) {
      return "connection refused";
    }
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }

  /** Whether trying again is pointless: certificates do not get better. */
  static boolean isFinal(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof CertificateException || at instanceof CertPathBuilderException) {
        return true;
      }
    }
    boolean refusedHandshake =
        fault instanceof SSLException && !(fault.getCause() instanceof java.io.EOFException);
    return refusedHandshake || fault instanceof LastingFault;
  }
}
