package io.github.kubesprayoffline.ansible.variable;

import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A variable as it was written, before rendering, with what it outranks. */
public final class Variable {

  private final String name;
  private final @Nullable Object value;
  private final Origin origin;
  private final @Nullable Variable outranked;
  private final Plainness plainness;

  private Variable(
      String name,
      @Nullable Object value,
      Origin origin,
      @Nullable Variable outranked,
      Plainness plainness) {
    this.name = Objects.requireNonNull(name);
    this.value = value;
    this.origin = Objects.requireNonNull(origin);
    this.outranked = outranked;
    this.plainness = plainness;
  }

  /** Whether there is nothing to render, found out once for all that share the value. */
  private static final class Plainness {
    private @Nullable Boolean known;
  }

  /** A variable with the value that stands at its origin. */
  public static Variable of(String name, @Nullable Object value, Origin origin) {
    return new Variable(name, value, origin, null, new Plainness());
  }

  /** This variable, winning against another of its name. */
  Variable over(@Nullable Variable weaker) {
    return weaker == null ? this : new Variable(name, value, origin, weaker, plainness);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The value as it was written: templates are not rendered. */
  public @Nullable Object value() {
    return value;
  }

  /** Where it was written. */
  public Origin origin() {
    return origin;
  }

  /** The same name in places that lost against this one, the strongest first. */
  public List<Variable> outranked() {
    List<Variable> all = new ArrayList<>();
    for (Variable each = outranked; each != null; each = each.outranked) {
      all.add(each);
    }
    return all;
  }

  /** This one and what it outranks, each without the others, the weakest first. */
  List<Variable> fromWeakest() {
    List<Variable> all = new ArrayList<>();
    for (Variable each = this; each != null; each = each.outranked) {
      all.add(0, each.outranked == null ? each : each.alone());
    }
    return all;
  }

  private Variable alone() {
    return new Variable(name, value, origin, null, plainness);
  }

  /** Whether there is nothing in the value to render, or decrypt. */
  public boolean isPlain() {
    if (plainness.known == null) {
      plainness.known = isPlain(value);
    }
    return plainness.known;
  }

  private static boolean isPlain(@Nullable Object value) {
    if (value instanceof String text) {
      return !Templates.isTemplate(text);
    }
    if (value instanceof LazyMap) {
      return true;
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().allMatch(Variable::isPlain);
    }
    if (value instanceof Collection<?> items) {
      return items.stream().allMatch(Variable::isPlain);
    }
    return !(value instanceof Text.Vaulted);
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, origin);
  }
}
