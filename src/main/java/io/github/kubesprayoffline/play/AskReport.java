package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.play.ask.Asks;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What the nodes of a catalog ask for when they are installed, as a document. */
public final class AskReport {

  private static final String USUAL = "amd64";

  private AskReport() {}

  /**
   * The document. What cannot be walked is named in it, as nothing else hangs on it.
   *
   * @return nothing where the tree has no playbook that installs a cluster
   */
  public static Optional<byte[]> of(CatalogRequest request) {
    if (!Files.isRegularFile(request.tree().root().resolve(AskRequest.CLUSTER))) {
      return Optional.empty();
    }
    List<String> asked = request.selection().architectures();
    List<String> architectures = asked.isEmpty() ? List.of(USUAL) : asked;
    Asks all = new Asks();
    for (String architecture : architectures) {
      try {
        all.addAll(AskFinder.find(AskRequest.of(request, AskRequest.CLUSTER, architecture)));
      } catch (OfflineException e) {
        all.fail(AskRequest.CLUSTER, String.valueOf(e.getMessage()));
      }
    }
    AskRequest any = AskRequest.of(request, AskRequest.CLUSTER, USUAL);
    return Optional.of(
        AsksJson.write(request.release(), AskRequest.CLUSTER, any.inventory().get(), all));
  }
}
