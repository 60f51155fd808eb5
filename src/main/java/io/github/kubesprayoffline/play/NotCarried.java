package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.play.ask.Ask;
import io.github.kubesprayoffline.play.ask.Asks;
import io.github.kubesprayoffline.play.ask.Asks.Seen;
import io.github.kubesprayoffline.play.ask.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that is certainly asked for, and that a bundle of the catalog does not bring.
 *
 * @param what the thing, by its kind and name
 * @param why who asks for it, and where
 * @param remedy what a user can do
 */
public record NotCarried(String what, String why, String remedy) {

  private static final String DOWNLOAD = "download";

  public NotCarried {
    what = Printable.of(what);
    why = Printable.of(why);
    remedy = Printable.of(remedy);
  }

  /** All of it, in one sentence for a log. */
  public String sentence() {
    return "The bundle does not bring %s (%s). %s".formatted(what, why, remedy);
  }

  /** What of the asks is neither in the catalog nor fetched by the role that downloads. */
  static List<NotCarried> of(Asks asks, Catalog catalog) {
    List<NotCarried> all = new ArrayList<>();
    packages(asks, all);
    images(asks, catalog, all);
    files(asks, catalog, all);
    charts(asks, all);
    return all;
  }

  private static void packages(Asks asks, List<NotCarried> all) {
    SortedSet<String> names =
        asks.packages(false, true).values().stream()
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!names.isEmpty()) {
      all.add(
          new NotCarried(
              "OS packages: " + String.join(", ", names),
              "asks.json says which node wants which",
              "Let the nodes reach a mirror of their distribution's packages."));
    }
  }

  private static void images(Asks asks, Catalog catalog, List<NotCarried> all) {
    Set<String> carried = new HashSet<>();
    for (ImageEntry image : catalog.selectedImages()) {
      carried.add(image.ref().toString());
    }
    asks.of(Ask.Image.class).stream()
        .filter(each -> isOfDownload(each.getValue()))
        .forEach(each -> carried.add(spelledOut(each.getKey().ref())));
    for (var each : asks.of(Ask.Image.class)) {
      String ref = spelledOut(each.getKey().ref());
      if (Asks.isCertain(each.getValue()) && carried.add(ref)) {
        all.add(new NotCarried("the image " + ref, who(each.getValue()), "Add it to extraImages."));
      }
    }
  }

  private static void files(Asks asks, Catalog catalog, List<NotCarried> all) {
    Set<String> carried =
        catalog.selectedFiles().stream().map(FileEntry::url).collect(Collectors.toSet());
    asks.of(Ask.File.class).stream()
        .filter(each -> isOfDownload(each.getValue()))
        .forEach(each -> carried.add(each.getKey().url()));
    for (var each : asks.of(Ask.File.class)) {
      if (Asks.isCertain(each.getValue()) && carried.add(each.getKey().url())) {
        all.add(
            new NotCarried(
                "the file " + each.getKey().url(),
                who(each.getValue()),
                "Add it to extraFiles, and lead the role to the mirror by its variable."));
      }
    }
  }

  private static void charts(Asks asks, List<NotCarried> all) {
    Set<String> told = new HashSet<>();
    for (var each : asks.of(Ask.Chart.class)) {
      Ask.Chart chart = each.getKey();
      String name = "the chart %s %s".formatted(chart.name(), chart.version()).strip();
      if (chart.kind().equals("chart") && Asks.isCertain(each.getValue()) && told.add(name)) {
        all.add(
            new NotCarried(
                name, who(each.getValue()), "Serve it at the site, and lead the role to it."));
      }
    }
  }

  private static boolean isOfDownload(Map<Source, Seen> sources) {
    return sources.keySet().stream().anyMatch(source -> source.role().equals(DOWNLOAD));
  }

  private static String who(Map<Source, Seen> sources) {
    Source first = Asks.sorted(sources).get(0).getKey();
    return "%s asks for it at %s".formatted(first.role(), first.at());
  }

  /** As the catalog writes it, where it is a reference at all. */
  private static String spelledOut(String ref) {
    try {
      return ImageReference.parse(ref).toString();
    } catch (InvalidInputException e) {
      return ref;
    }
  }
}
