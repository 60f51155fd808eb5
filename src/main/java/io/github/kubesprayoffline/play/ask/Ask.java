package io.github.kubesprayoffline.play.ask;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that is asked of the world outside. */
public sealed interface Ask {

  /**
   * A package manager's task.
   *
   * @param enabled the repositories that it enables for this
   */
  record Packages(
      String module, String state, List<String> names, boolean updatesCache, String enabled)
      implements Ask {

    public Packages {
      names = List.copyOf(names);
    }

    /** Whether the packages are taken away. */
    public boolean removes() {
      return state.equals("absent") || state.equals("removed");
    }
  }

  /** A repository of packages, or its key: by a module, or as a line of a file. */
  record Repository(String kind, Map<String, @Nullable Object> args) implements Ask {}

  /** A file by its URL. */
  record File(String url, String checksum, String module) implements Ask {}

  /**
   * An image.
   *
   * @param ref in full: registry, repository, tag or digest
   * @param written as it stands there
   * @param how what in the text says that it is an image
   */
  record Image(String ref, String written, String where, String how) implements Ask {}

  /**
   * A chart, or a repository of charts.
   *
   * @param kind {@code chart} or {@code repository}
   * @param repository the address; empty where the program knows one of its own
   */
  record Chart(String kind, String name, String repository, String version, String release)
      implements Ask {}

  /**
   * A command that reaches the network.
   *
   * @param urls the addresses in a script
   */
  record Command(String module, String command, List<String> urls) implements Ask {
    public Command {
      Objects.requireNonNull(command);
      urls = List.copyOf(urls);
    }
  }
}
