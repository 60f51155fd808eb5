package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.id.Printable;
import java.net.URI;
import java.net.URISyntaxException;

/** Texts and paths, written so that HTML takes them for nothing else. */
final class Html {

  private Html() {}

  /** A text, for an element or an attribute in quotes, with nothing hidden in it. */
  static String text(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A path, for an attribute that takes a URL. */
  static String path(String path) {
    return text(encoded(path));
  }

  /** A path as it stands in a URL. */
  static String encoded(String path) {
    try {
      return new URI(null, null, '/' + path, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
