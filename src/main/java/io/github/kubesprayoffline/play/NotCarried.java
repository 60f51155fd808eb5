package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that is certainly asked for, and that a bundle of the catalog does not bring.
 *
 * @param what the thing, by its kind and name
 * @param why who asks for it, and where
 * @param remedy what a user can do
 */
public record NotCarried(String what, String why, String remedy) {

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
    List<String> carried =
        catalog.selectedImages().stream().map(image -> image.ref().toString()).toList();
    others(
        asks.of(Ask.Image.class),
        image -> spelledOut(image.ref()),
        carried,
        (ref, who) -> all.add(new NotCarried("the image " + ref, who, "Add it to extraImages.")));
  }

  private static void files(Asks asks, Catalog catalog, List<NotCarried> all) {
    List<String> carried = catalog.selectedFiles().stream().map(FileEntry::url).toList();
    String remedy = "Add it to extraFiles, and lead the role to the mirror by its variable.";
    others(
        asks.of(Ask.File.class),
        Ask.File::url,
        carried,
        (url, who) -> all.add(new NotCarried("the file " + url, who, remedy)));
  }

  private static void charts(Asks asks, List<NotCarried> all) {
    String remedy = "Serve it at the site, and lead the role to it.";
    others(
        asks.of(Ask.Chart.class).stream()
            .filter(each -> each.getKey().kind().equals("chart"))
            .toList(),
        chart -> "the chart %s %s".formatted(chart.name(), chart.version()).strip(),
        List.of(),
        (name, who) -> all.add(new NotCarried(name, who, remedy)));
  }

  /** Tells each name that is certainly asked for and not carried, once, with who asks first. */
  private static <T extends Ask> void others(
      List<Map.Entry<T, Map<Source, Seen>>> asked,
      Function<T, String> name,
      Collection<String> inCatalog,
      BiConsumer<String, String> found) {
    Set<String> known = new HashSet<>(inCatalog);
    asked.stream()
        .filter(each -> Asks.isOfDownload(each.getValue()))
        .forEach(each -> known.add(name.apply(each.getKey())));
    for (var each : asked) {
      String own = name.apply(each.getKey());
      if (Asks.isCertain(each.getValue()) && known.add(own)) {
        found.accept(own, who(each.getValue()));
      }
    }
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
