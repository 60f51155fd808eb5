package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code README.md}: tells an operator who has never seen Maven what to do with the bundle. */
final class ReadMe {

  private ReadMe() {}

  static String of(String name, Lock lock, ImagePath imagePath) {
    Map<String, String> values = new TreeMap<>();
    values.put("name", name);
    values.put("version", lock.version());
    values.put("architectures", String.join(", ", lock.architectures()));
    values.put("fileCount", "" + lock.files().size());
    values.put("imageCount", "" + lock.images().size());
    values.put(
        "files",
        lock.files().stream()
            .map(LockedFile::path)
            .map(path -> "- `files/" + path + "`")
            .collect(Collectors.joining("\n")));
    values.put(
        "images",
        lock.images().stream()
            .map(LockedImage::ref)
            .map(ref -> "- `%s` as `%s`".formatted(ref, imagePath.name(ref)))
            .collect(Collectors.joining("\n")));
    return filled(template(), values);
  }

  private static String filled(String template, Map<String, String> values) {
    String text = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return text;
  }

  private static String template() {
    try (InputStream in = ReadMe.class.getResourceAsStream("README.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
