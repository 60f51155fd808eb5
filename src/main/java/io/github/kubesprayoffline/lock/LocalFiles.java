package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.catalog.ExtraFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files of the building machine: read from their folders, which catalog, lock and bundle do not
 * name.
 */
public final class LocalFiles {

  private final Map<String, String> whereByRecorded;

  /** The files among those that the user adds. */
  public LocalFiles(List<ExtraFile> files) {
    this.whereByRecorded =
        files.stream()
            .collect(
                Collectors.toMap(
                    file -> file.recorded().url(), ExtraFile::url, (first, second) -> first));
  }

  /** The pins with the URLs that can be read. */
  public List<FilePin> located(List<FilePin> pins) {
    return pins.stream()
        .map(
            pin ->
                new FilePin(
                    whereByRecorded.getOrDefault(pin.url(), pin.url()),
                    pin.path(),
                    pin.checksum(),
                    pin.ids()))
        .toList();
  }

  /** What was brought, with the URLs of the pins that asked for it. */
  public static List<LockedFile> recorded(List<LockedFile> brought, List<FilePin> pins) {
    Map<String, String> recorded =
        pins.stream().collect(Collectors.toMap(FilePin::path, FilePin::url));
    return brought.stream()
        .map(
            file ->
                new LockedFile(
                    recorded.get(file.path()),
                    file.path(),
                    file.checksum(),
                    file.sha256(),
                    file.size()))
        .toList();
  }
}
