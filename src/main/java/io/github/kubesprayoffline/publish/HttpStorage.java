package io.github.kubesprayoffline.publish;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** A repository that takes files by PUT: Nexus raw, Artifactory generic, WebDAV. */
final class HttpStorage implements FileStorage {

  private static final int SMALL = 16 << 20;
  private static final int NOT_FOUND = 404;
  private static final String AS_IT_IS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:@+=,";

  private final HttpTransport transport;
  private final String base;

  HttpStorage(HttpTransport transport, URI base) {
    this.transport = transport;
    if (base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.getRawAuthority() == null) {
      throw new InvalidInputException(
          "'%s' is not a folder of an HTTP repository: write https://host/path, without ? and #"
              .formatted(SafeUrl.of(base)));
    }
    this.base = base.toString().replaceAll("/+$", "");
  }

  @Override
  public OptionalLong size(String path) {
    try (Response response = transport.send(Request.head(at(path)))) {
      return response.status() == NOT_FOUND
          ? OptionalLong.empty()
          : response.expectSuccess().length();
    }
  }

  @Override
  public Optional<byte[]> read(String path) {
    try (Response response = transport.send(Request.get(at(path)))) {
      return response.status() == NOT_FOUND
          ? Optional.empty()
          : Optional.of(response.expectSuccess().bytes(SMALL));
    }
  }

  @Override
  public void write(String path, BodySource content) throws IOException {
    FileStorage.tryOut(content);
    Request put = Request.of("PUT", at(path)).withBody(content);
    try (Response response = transport.send(put)) {
      response.expectSuccess();
    }
  }

  @Override
  public String name() {
    return SafeUrl.of(base);
  }

  private URI at(String path) {
    return URI.create(base + "/" + encoded(SafePath.require(path)));
  }

  /** Byte by byte: {@link URI} would normalise letters, and leave what servers cut a path at. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      out.append(AS_IT_IS.indexOf(b) >= 0 ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return out.toString();
  }
}
