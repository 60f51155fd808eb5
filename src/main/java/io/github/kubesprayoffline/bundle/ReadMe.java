package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.io.Resource;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code README.md}: tells an operator who has never seen Maven what to do with the bundle. */
public final class ReadMe {

  private static final Pattern PLACE = Pattern.compile("@([a-zA-Z]+)@");
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private ReadMe() {}

  /** The text for the bundle of this name, which is its top folder too. */
  public static String of(String name, Lock lock, ImagePath imagePath) {
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
            .map(path -> "- " + code("files/" + path))
            .collect(Collectors.joining("\n")));
    values.put(
        "images",
        lock.images().stream()
            .map(LockedImage::ref)
            .map(ref -> "- %s as %s".formatted(code("" + ref), code("" + imagePath.name(ref))))
            .collect(Collectors.joining("\n")));
    return filled(Resource.text(ReadMe.class, "README.md"), values);
  }

  /** Markdown's code, whose fence is longer than any run of backticks in it. */
  private static String code(String text) {
    int longest =
        BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    return longest == 0 ? fence + text + fence : fence + " " + text + " " + fence;
  }

  /** In one pass: what is filled in is no place to fill in something else. */
  private static String filled(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }
}
