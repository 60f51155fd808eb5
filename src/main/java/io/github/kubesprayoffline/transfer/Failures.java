package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.OfflineModeException;
import java.util.List;

/** Makes one failure of those of all origins. */
final class Failures {

  private Failures() {}

  static OfflineException join(Item item, List<OfflineException> failures) {
    if (failures.isEmpty()) {
      return new TransferException("%s: no source is configured for it.".formatted(item.name()));
    }
    OfflineException last = failures.get(failures.size() - 1);
    if (failures.stream().allMatch(OfflineModeException.class::isInstance)) {
      return new TransferException(
          "%s (%s) is not in the store, and Maven is offline. Run once without -o."
              .formatted(item.name(), item.origins().get(item.origins().size() - 1).name()),
          last);
    }
    if (failures.size() == 1) {
      return last;
    }
    Lines message = Lines.of("%s: all %d sources failed:".formatted(item.name(), failures.size()));
    failures.forEach(message::detail);
    TransferException all = new TransferException(message, last);
    failures.stream().filter(each -> each != last).forEach(all::addSuppressed);
    return all;
  }
}
