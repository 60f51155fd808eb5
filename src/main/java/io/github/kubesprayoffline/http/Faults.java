package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;

/** Says in words what a network exception means. */
public final class Faults {

  private Faults() {}

  /** A short reason without a URL, for the middle of a message. */
  public static String reason(Throwable fault) {
    if (has(fault, UnresolvedAddressException.class) || has(fault, UnknownHostException.class)) {
      return "the host's name is not known";
    }
    if (has(fault, CertPathBuilderException.class)) {
      return "the server's certificate is signed by an unknown authority; name its CA file in <tls>";
    }
    if (has(fault, CertificateException.class)) {
      return "the server's certificate is not valid (%s)"
          .formatted(fit(String.valueOf(fault.getMessage())));
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
    return message == null ? fault.getClass().getSimpleName() : fit(message);
  }

  /** Libraries quote what a server sent, and URLs with all that is in them. */
  private static String fit(String message) {
    return Printable.shortened(message.contains("://") ? SafeUrl.of(message) : message);
  }

  /** Whether trying again is pointless: certificates do not get better. */
  public static boolean isFinal(Throwable fault) {
    boolean refusedHandshake =
        fault instanceof SSLHandshakeException && !has(fault, EOFException.class);
    return refusedHandshake
        || has(fault, CertificateException.class)
        || fault instanceof LastingFault;
  }

  /** Whether no connection came about at all. */
  public static boolean isUnreachable(Throwable fault) {
    return fault instanceof ConnectException || fault instanceof HttpConnectTimeoutException;
  }

  private static boolean has(Throwable fault, Class<? extends Exception> type) {
    return type.isInstance(fault) || (fault.getCause() != null && has(fault.getCause(), type));
  }
}
