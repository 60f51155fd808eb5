package io.github.kubesprayoffline.ansible.yaml;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists folders in the order in which Ansible reads them. */
public final class Folders {

  private static final int MAX_DEPTH = 40;
  private static final int MAX_ENTRIES = 100_000;

  private Folders() {}

  /** A walk through folders in folders, whose links may lead in circles. */
  public static final class Walk {

    private int depth;
    private int entries;

    /**
     * What is in a folder that the walk goes into, by name.
     *
     * @throws InvalidInputException if the walk went too deep, or saw too much
     */
    public List<Path> enter(Path folder) {
      if (++depth > MAX_DEPTH) {
        throw new InvalidInputException(
            "%s: folders nest more than %d deep; does a link lead in a circle?"
                .formatted(folder, MAX_DEPTH));
      }
      List<Path> found = sorted(folder);
      entries += found.size();
      if (entries > MAX_ENTRIES) {
        throw new InvalidInputException(
            "%s: more than %d files to look at up to here; do links lead in circles?"
                .formatted(folder, MAX_ENTRIES));
      }
      return found;
    }

    /** Comes back from the folder that was entered last. */
    public void leave() {
      depth--;
    }
  }

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
