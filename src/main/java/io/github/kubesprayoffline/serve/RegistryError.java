package io.github.kubesprayoffline.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.http.HttpStatus;

/** The errors of the distribution specification that a registry without pushes gives. */
enum RegistryError {
  BLOB_UNKNOWN(HttpStatus.NOT_FOUND_404, "blob unknown to registry"),
  DIGEST_INVALID(HttpStatus.BAD_REQUEST_400, "provided digest is no sha256 digest"),
  MANIFEST_UNKNOWN(HttpStatus.NOT_FOUND_404, "manifest unknown"),
  NAME_UNKNOWN(HttpStatus.NOT_FOUND_404, "repository name not known to registry"),
  PAGINATION_NUMBER_INVALID(HttpStatus.BAD_REQUEST_400, "invalid number of results requested"),
  UNKNOWN(HttpStatus.INTERNAL_SERVER_ERROR_500, "the content is no longer what was verified"),
  UNSUPPORTED(HttpStatus.METHOD_NOT_ALLOWED_405, "this registry is for pulling only");

  private final int status;
  private final String message;

  RegistryError(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  /** The specification's JSON. */
  String json(String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("errors")
        .addObject()
        .put("code", name())
        .put("message", message)
        .put("detail", detail);
    return body + "\n";
  }
}
