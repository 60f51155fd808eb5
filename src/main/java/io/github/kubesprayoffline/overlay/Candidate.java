package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.Download;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.lock.ImagePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable whose value an entry begins with, and the value that leads the entry to the mirror.
 *
 * @param kind how good it is to override, the best first
 * @param length of its value: shorter ones stand for more
 */
public record Candidate(Kind kind, int length, Variable variable, String value) {

  /** What overriding a variable means. */
  public enum Kind {
    /** Text without a template that many entries begin with: a base. */
    BASE,
    /** A base that is made of others. */
    TEMPLATED_BASE,
    /** The entry's own variable, whose versions stay variables. */
    SINGLE,
    /** A template in whose place its value is written. */
    FROZEN
  }

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::kind).thenComparing(Candidate::length);

  /** The host that a template begins with, or one of our own names. */
  private static final Pattern HEAD =
      Pattern.compile("(?<host>(?:https?://)?[^/{\\s]+)/|\\{\\{\\s*(?<own>\\w+)\\s*}}/");

  /**
   * The variable to override so that an entry asks the mirror; empty where none leads there.
   *
   * @param imagePath the images' names on the mirror
   */
  public static Optional<Candidate> best(Download download, Node node, ImagePath imagePath) {
    return Target.of(download, node, imagePath).stream()
        .flatMap(target -> of(target).stream().limit(1))
        .findFirst();
  }

  /** The variables to override for a target, the best first. */
  static List<Candidate> of(Target target) {
    List<Candidate> all = new ArrayList<>();
    for (String name : chain(target)) {
      value(target, name)
          .filter(value -> !OverlayVariables.OWN.contains(name))
          .flatMap(value -> candidate(target, name, value))
          .ifPresent(all::add);
    }
    all.sort(BEST_FIRST);
    return all;
  }

  /** The variables that the target begins with, the deepest first. */
  private static List<String> chain(Target target) {
    Set<String> found = new LinkedHashSet<>();
    target.variables().forEach(name -> descend(target, name, found));
    List<String> deepestFirst = new ArrayList<>(found);
    Collections.reverse(deepestFirst);
    return deepestFirst;
  }

  private static void descend(Target target, String name, Set<String> found) {
    if (!found.contains(name) && value(target, name).filter(target::beginsWith).isPresent()) {
      found.add(name);
      target.node().templar().uses(name).forEach(used -> descend(target, used, found));
    }
  }

  private static Optional<String> value(Target target, String name) {
    try {
      Object value = target.node().templar().resolve(name);
      return value instanceof String text ? Optional.of(text) : Optional.empty();
    } catch (EvaluationException e) {
      return Optional.empty();
    }
  }

  private static Optional<Candidate> candidate(Target target, String name, String value) {
    Variable variable = target.node().templar().variable(name);
    if (variable == null || !(variable.value() instanceof String raw)) {
      return Optional.empty();
    }
    boolean isWhole = value.length() == target.asked().length();
    if (!Templates.isTemplate(raw)) {
      return made(isWhole ? Kind.SINGLE : Kind.BASE, variable, value, target.replacement(value));
    }
    Optional<String> headed = headed(target, raw);
    Kind kind = isWhole ? Kind.SINGLE : Kind.TEMPLATED_BASE;
    return headed.isPresent()
        ? made(kind, variable, value, headed)
        : made(Kind.FROZEN, variable, value, target.replacement(value));
  }

  /** The template with another head, if what it begins with is known without rendering it. */
  private static Optional<String> headed(Target target, String raw) {
    Matcher head = HEAD.matcher(raw);
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    Optional<String> value =
        head.group("host") != null
            ? Optional.of(head.group("host"))
            : Optional.of(head.group("own"))
                .filter(OverlayVariables.OWN::contains)
                .flatMap(name -> value(target, name));
    return value
        .filter(target::beginsWith)
        .flatMap(target::replacement)
        .map(replaced -> replaced + raw.substring(head.end() - 1));
  }

  private static Optional<Candidate> made(
      Kind kind, Variable variable, String value, Optional<String> replacement) {
    return replacement.map(text -> new Candidate(kind, value.length(), variable, text));
  }
}
