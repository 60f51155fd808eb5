package io.github.kubesprayoffline.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** {@code /v2/}: the pulling half of the distribution specification. */
final class RegistryHandler {

  private static final String BLOB = "application/octet-stream";

  /** What is named by its digest never changes. */
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final ServedBundle bundle;
  private final Repositories repositories;
  private final Set<String> ownHosts;
  private final ContentSender sender;
  private final ServeLog log;

  /**
   * Answers for a bundle.
   *
   * @param ownHosts this server's names: no namespaces of images
   */
  RegistryHandler(ServedBundle bundle, Set<String> ownHosts, ContentSender sender, ServeLog log) {
    this.bundle = bundle;
    this.repositories = Repositories.of(bundle);
    this.ownHosts = Set.copyOf(ownHosts);
    this.sender = sender;
    this.log = log;
  }

  void handle(Answer answer) {
    answer.with("Docker-Distribution-Api-Version", "registry/2.0");
    if (!answer.isRead()) {
      answer.with(HttpHeader.ALLOW, "GET, HEAD");
      answer.refuse(RegistryError.UNSUPPORTED, answer.request().getMethod());
      return;
    }
    Optional<RegistryPath> path = RegistryPath.parse(answer.path());
    if (path.isEmpty()) {
      answer.refuse(HttpStatus.NOT_FOUND_404, "404 page not found");
    } else if (path.get().kind() == RegistryPath.Kind.BASE) {
      answer.send(HttpStatus.OK_200, Answer.JSON, "{}");
    } else if (path.get().kind() == RegistryPath.Kind.CATALOG) {
      sendPage(answer, "repositories", JsonNodeFactory.instance.objectNode(), repositories.names());
    } else {
      inRepository(answer, path.get());
    }
  }

  private void inRepository(Answer answer, RegistryPath path) {
    Optional<Repository> found = repositories.find(path.repository(), namespace(answer.request()));
    if (found.isEmpty()) {
      log.missing(answer);
      answer.refuse(RegistryError.NAME_UNKNOWN, path.repository());
      return;
    }
    switch (path.kind()) {
      case TAGS ->
          sendPage(
              answer,
              "tags",
              JsonNodeFactory.instance.objectNode().put("name", path.repository()),
              found.get().tags().keySet());
      case MANIFEST -> manifest(answer, found.get(), path.reference());
      default -> blob(answer, found.get(), path.reference());
    }
  }

  private Optional<String> namespace(Request request) {
    return Optional.ofNullable(Request.extractQueryParameters(request).getValue("ns"))
        .filter(namespace -> !ownHosts.contains(namespace.replaceFirst(":[0-9]+$", "")));
  }

  private void manifest(Answer answer, Repository repository, String reference) {
    Optional<Checksum> digest = digest(repository, reference);
    Optional<String> type = digest.flatMap(repository::mediaType);
    if (type.isEmpty()) {
      log.missing(answer);
      answer.refuse(RegistryError.MANIFEST_UNKNOWN, reference);
      return;
    }
    send(answer, digest.get(), type.get());
  }

  private static Optional<Checksum> digest(Repository repository, String reference) {
    return reference.contains(":")
        ? sha256(reference)
        : Optional.ofNullable(repository.tags().get(reference));
  }

  private void blob(Answer answer, Repository repository, String reference) {
    Optional<Checksum> digest = sha256(reference);
    if (digest.isEmpty()) {
      answer.refuse(RegistryError.DIGEST_INVALID, reference);
    } else if (!repository.hasBlob(digest.get())) {
      log.missing(answer);
      answer.refuse(RegistryError.BLOB_UNKNOWN, reference);
    } else {
      answer.with(HttpHeader.CACHE_CONTROL, FOREVER);
      send(answer, digest.get(), BLOB);
    }
  }

  private void send(Answer answer, Checksum digest, String type) {
    Content content = bundle.content(digest);
    if (!content.isUnchanged()) {
      log.changed(content);
      answer.refuse(RegistryError.UNKNOWN, digest.toString());
      return;
    }
    answer.with("Docker-Content-Digest", digest.toString());
    sender.send(answer, content, type);
  }

  /** Only as registries write it: a digest in other letters is another text. */
  private static Optional<Checksum> sha256(String text) {
    try {
      Checksum digest = Checksum.parse(text);
      return digest.toString().equals(text) ? Optional.of(digest) : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static void sendPage(
      Answer answer, String field, ObjectNode body, Collection<String> names) {
    Optional<ListPage> page = ListPage.of(names, Request.extractQueryParameters(answer.request()));
    if (page.isEmpty()) {
      answer.refuse(
          RegistryError.PAGINATION_NUMBER_INVALID, answer.request().getHttpURI().getQuery());
      return;
    }
    page.get().next(answer.path()).ifPresent(link -> answer.with(HttpHeader.LINK, link));
    page.get().names().forEach(body.putArray(field)::add);
    answer.send(HttpStatus.OK_200, Answer.JSON, body + "\n");
  }
}
