package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.play.ask.Asks;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What the nodes of a catalog ask for when they are installed. */
public final class AskReport {

  private static final String USUAL = "amd64";

  private final byte[] json;
  private final List<NotCarried> notCarried;

  private AskReport(byte[] json, List<NotCarried> notCarried) {
    this.json = json;
    this.notCarried = List.copyOf(notCarried);
  }

  /** The document. */
  public byte[] json() {
    return json.clone();
  }

  /** What of it a bundle does not bring. */
  public List<NotCarried> notCarried() {
    return notCarried;
  }

  /**
   * The report. What cannot be walked is named in it, as nothing else hangs on it.
   *
   * @return nothing where the tree has no playbook that installs a cluster
   */
  public static Optional<AskReport> of(CatalogRequest request, Catalog catalog) {
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
    List<NotCarried> notCarried = NotCarried.of(all, catalog);
    byte[] json =
        AsksJson.write(
            request.release(), AskRequest.CLUSTER, any.inventory().get(), all, notCarried);
    return Optional.of(new AskReport(json, notCarried));
  }
}
