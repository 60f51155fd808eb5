package io.github.kubesprayoffline.image.pull;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where else an image may be had: {@code registry.k8s.io=hub.example.com/registry.k8s.io}. */
public final class RegistryMirrors {

  private record Rule(String prefix, String replacement) {

    Stream<String> apply(String name) {
      boolean matches = name.equals(prefix) || name.startsWith(prefix + "/");
      return matches ? Stream.of(replacement + name.substring(prefix.length())) : Stream.empty();
    }
  }

  private final List<Rule> rules;

  private RegistryMirrors(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads rules of the form {@code prefix=replacement}; a prefix is a registry, or a registry and
   * the beginning of a repository's path.
   *
   * @throws InvalidInputException if one has another form
   */
  public static RegistryMirrors parse(List<String> texts) {
    return new RegistryMirrors(texts.stream().map(RegistryMirrors::rule).toList());
  }

  /** Where to ask for an image: each mirror in the order of the rules, at last the original. */
  public List<ImageReference> candidates(ImageReference original) {
    String name = original.registry() + "/" + original.repository();
    List<ImageReference> found = new ArrayList<>();
    for (Rule rule : rules) {
      rule.apply(name).map(mirrored -> at(mirrored, original)).forEach(found::add);
    }
    found.add(original);
    return found.stream().distinct().toList();
  }

  private static ImageReference at(String name, ImageReference original) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      throw new InvalidInputException(
          "The registry mirror %s=%s leaves no repository: write registry/repository after the ="
              .formatted(original.registry() + "/" + original.repository(), name));
    }
    return new ImageReference(
        name.substring(0, slash), name.substring(slash + 1), original.tag(), original.digest());
  }

  private static Rule rule(String text) {
    String[] sides = text.strip().split("=", -1);
    if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank() || text.contains("://")) {
      throw new InvalidInputException(
          ("'%s' is not a registry mirror: write prefix=replacement without a scheme, "
                  + "such as registry.k8s.io=hub.example.com/registry.k8s.io")
              .formatted(text));
    }
    return new Rule(trim(sides[0]), trim(sides[1]));
  }

  private static String trim(String side) {
    return side.strip().replaceFirst("/+$", "");
  }
}
