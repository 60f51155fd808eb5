package io.github.kubesprayoffline.publish;

import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A repository that takes files by PUT: Nexus raw, Artifactory generic, WebDAV. */
final class HttpStorage implements FileStorage {

  private static final int SMALL = 16 << 20;
  private static final int NOT_FOUND = 404;

  private final HttpTransport transport;
  private final String base;

  HttpStorage(HttpTransport transport, URI base) {
    this.transport = transport;
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
  public void write(String path, Path content) throws IOException {
    Request put = Request.of("PUT", at(path)).withBody(BodySource.of(content));
    try (Response response = transport.send(put)) {
      response.expectSuccess();
    }
  }

  @Override
  public String name() {
    return base;
  }

  private URI at(String path) {
    return URI.create(base + "/" + path);
  }
}
