package io.github.kubesprayoffline.image.runner;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.image.LayoutWriter;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Builds a {@link RunnerImage} out of what is in the store. The same inputs give the same digest.
 */
public final class RunnerBuilder {

  private static final String TREE = "/kubespray";

  private final Store store;

  /** A builder whose images go into a store. */
  public RunnerBuilder(Store store) {
    this.store = store;
  }

  /**
   * Builds the image for each platform of its base, and adds it to a layout.
   *
   * @return the image as if it had been pulled
   * @throws InvalidInputException if the tree's archive, or the path of a file, cannot be used
   */
  public LockedImage build(RunnerImage runner, Path layout) {
    try (WorkFolder work = WorkFolder.create()) {
      List<JibLayers.Layer> layers =
          new JibLayers(store, work.folder("jib")).build(contents(runner, work));
      LockedImage image = new RunnerAssembly(store, runner, layers).assemble();
      new LayoutWriter(layout, store).add(image);
      return image;
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be built: %s. Check the disk.".formatted(runner.name(), e), e);
    }
  }

  private static List<FileEntriesLayer> contents(RunnerImage runner, WorkFolder work)
      throws IOException {
    Path tree = work.folder("tree");
    TreeArchive.unpack(runner.tree(), tree);
    Path files = work.folder("files");
    write(runner.files(), files);
    return List.of(JibLayers.contents("tree", tree, TREE), JibLayers.contents("files", files, "/"));
  }

  private static void write(SortedMap<String, byte[]> contents, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Path file = folder.resolve(content.getKey().replaceFirst("^/+", "")).normalize();
      if (!content.getKey().startsWith("/") || !file.startsWith(folder)) {
        throw new InvalidInputException(
            "'%s' is no path in an image: write one that starts with /"
                .formatted(content.getKey()));
      }
      Files.createDirectories(file.getParent());
      Files.write(file, content.getValue());
    }
  }
}
