package io.github.kubesprayoffline.ansible.yaml;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists folders in the order in which Ansible reads them. */
public final class Folders {

  private Folders() {}

  /**
   * What is in a folder, by name.
   *
   * @throws InvalidInputException if it cannot be read
   */
  public static List<Path> sorted(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .sorted(
              (one, other) ->
                  one.getFileName().toString().compareTo(other.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new InvalidInputException("cannot read the folder %s: %s".formatted(folder, e), e);
    }
  }
}
