package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.SafeUrl;
import io.github.kubesprayoffline.lock.FilePin;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a file must hash to: by Kubespray or the lock, else by the user. */
final class Expectations {

  private final Map<String, Checksum> byUser;
  private final Map<String, String> missing;
  private final boolean trustOnFirstUse;

  Expectations(DownloadRequest request) {
    this.byUser = request.checksums();
    this.missing = request.missing();
    this.trustOnFirstUse = request.trustOnFirstUse();
  }

  /**
   * The checksum to hold a file to; empty if the first answer may be trusted.
   *
   * @throws InvalidInputException if there is none and that is not allowed, or two contradict
   */
  Optional<Checksum> of(FilePin pin) {
    Optional<Checksum> users =
        Stream.concat(Stream.of(pin.url()), pin.ids().stream())
            .map(byUser::get)
            .filter(Objects::nonNull)
            .findFirst();
    Checksum known = pin.checksum();
    if (known != null) {
      users.ifPresent(other -> refuseContradiction(pin, known, other));
      return Optional.of(known);
    }
    if (users.isEmpty()) {
      requireTrust(pin);
    }
    return users;
  }

  /** What the store remembers a file under that was accepted as it came first. */
  static String firstUse(FilePin pin) {
    return "first use of " + SafeUrl.withoutLogin(pin.url());
  }

  private void requireTrust(FilePin pin) {
    if (!trustOnFirstUse) {
      throw new InvalidInputException(
          "%s (%s): %s. Or give it in <checksums><%s>sha256:...</%s></checksums>, or accept what comes first with -Dkubespray.trustOnFirstUse=true and keep it in a lock."
              .formatted(
                  String.join(", ", pin.ids()),
                  SafeUrl.of(pin.url()),
                  why(pin),
                  pin.ids().get(0),
                  pin.ids().get(0)));
    }
  }

  private String why(FilePin pin) {
    return pin.ids().stream()
        .map(missing::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("no checksum is known for it");
  }

  private static void refuseContradiction(FilePin pin, Checksum known, Checksum users) {
    if (known.algorithm() == users.algorithm() && !known.equals(users)) {
      throw new InvalidInputException(
          "%s (%s): <checksums> says %s, but Kubespray or the lock says %s, and so will the nodes. Set Kubespray's own checksum variable in the inventory instead."
              .formatted(String.join(", ", pin.ids()), SafeUrl.of(pin.url()), users, known));
    }
  }
}
