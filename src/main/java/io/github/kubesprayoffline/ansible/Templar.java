package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.jinja.Failures;
import io.github.kubesprayoffline.ansible.jinja.Functions;
import io.github.kubesprayoffline.ansible.jinja.Scope;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.value.UndefinedException;
import io.github.kubesprayoffline.ansible.variable.LazyMap;
import io.github.kubesprayoffline.ansible.variable.LazyNames;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives variables their values for one host. A variable is rendered when it is first needed, and
 * once; one that cannot be rendered is undefined until something uses it.
 */
public final class Templar implements Scope {

  private static final Pattern SINGLE_NAME = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}\n?");

  private final Variables variables;
  private final Templates templates;
  private final Budget budget;
  private final Vault vault;
  private final Functions functions;
  private final Map<String, @Nullable Object> rendered = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Trace trace = new Trace();

  /**
   * Renders with these variables.
   *
   * @param budget shared by all that one run renders
   */
  public Templar(Variables variables, Templates templates, Budget budget, Vault vault) {
    this.variables = variables;
    this.templates = templates;
    this.budget = budget;
    this.vault = vault;
    this.functions = new Functions(this, new LazyNames(this::hasValue, this::names));
  }

  /** The names that were looked up from outside since the last call, in that order. */
  public Set<String> drainRead() {
    return trace.drain();
  }

  /** The names that a variable's value was made of, when it was rendered. */
  public Set<String> uses(String name) {
    return trace.making(name);
  }

  /** The names of all variables. */
  public Set<String> names() {
    trace.allNames();
    return variables.names();
  }

  /** The names of the variables that places of these kinds give a value, outranked or not. */
  public Set<String> names(Set<Origin.Source> sources) {
    return variables.names(sources);
  }

  /** The variable behind a name, as it is written; null where there is none. */
  public @Nullable Variable variable(String name) {
    trace.writing(name);
    return variables.get(name);
  }

  /** Whether there is a variable of that name. */
  public boolean has(String name) {
    trace.presence(name);
    return variables.get(name) != null;
  }

  /** Tells where all that was read here so far would be the same. */
  public Agreement agreement() {
    return new Agreement(this);
  }

  /** Grows with whatever is read for the first time. */
  public long readings() {
    return trace.events();
  }

  Trace trace() {
    return trace;
  }

  Variables variables() {
    return variables;
  }

  @Nullable Variable written(String name) {
    return variables.get(name);
  }

  /** The value of a name, without it counting as read from outside. */
  @Nullable Object peek(String name) {
    trace.begin();
    try {
      return resolve(name);
    } finally {
      trace.forget();
    }
  }

  /** Whether there is a variable, asked by the one that is being rendered. */
  boolean hasValue(String name) {
    trace.value(name);
    return variables.get(name) != null;
  }

  @Override
  public Budget budget() {
    return budget;
  }

  @Override
  public @Nullable Object resolve(String name) {
    trace.value(name);
    if (rendered.containsKey(name)) {
      return rendered.get(name);
    }
    Variable variable = variables.get(name);
    if (variable == null) {
      return functions.resolve(name);
    }
    Object value = variable.isPlain() ? variable.value() : evaluate(variable);
    rendered.put(name, value);
    return value;
  }

  /**
   * The value of a variable.
   *
   * @throws UndefinedException if nothing defines it, or something that it refers to
   * @throws EvaluationException if it cannot be rendered
   */
  public @Nullable Object value(String name) {
    Object value = resolve(name);
    return value == null ? null : Undefined.require(value);
  }

  private @Nullable Object evaluate(Variable variable) {
    if (!open.add(variable.name())) {
      throw new EvaluationException(
          "recursive loop: %s -> %s".formatted(String.join(" -> ", open), variable.name()));
    }
    budget.enter();
    trace.begin();
    try {
      return keep(variable.value(), variable::toString);
    } catch (UndefinedException e) {
      return Undefined.of("%s: %s".formatted(variable, e.getMessage()));
    } catch (EvaluationException e) {
      throw new EvaluationException("%s: %s".formatted(variable, e.getMessage()), e);
    } finally {
      budget.leave();
      trace.end(variable.name());
      open.remove(variable.name());
    }
  }

  /**
   * Renders a value and all that is in it.
   *
   * @throws UndefinedException if it uses what is not defined
   * @throws EvaluationException if it cannot be rendered
   */
  public @Nullable Object render(@Nullable Object value) {
    return keep(value, () -> Python.typeName(value));
  }

  private @Nullable Object keep(@Nullable Object value, Supplier<String> name) {
    return budget.keep(() -> Failures.named(() -> renderAny(value), name));
  }

  private @Nullable Object renderAny(@Nullable Object value) {
    if (value instanceof String text) {
      return Templates.isTemplate(text) ? renderText(text) : text;
    }
    if (value instanceof Text.Vaulted vaulted) {
      return vault.decrypt(vaulted);
    }
    if (value instanceof Tuple tuple) {
      return Tuple.copyOf(renderAll(tuple));
    }
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(renderAll(list));
    }
    if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
      budget.makeEntries(map.size());
      Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, item) -> all.put(key, renderAny(item)));
      return Collections.unmodifiableMap(all);
    }
    return value;
  }

  private List<@Nullable Object> renderAll(List<?> list) {
    budget.makeItems(list.size());
    List<@Nullable Object> all = new ArrayList<>();
    list.forEach(item -> all.add(renderAny(item)));
    return all;
  }

  private @Nullable Object renderText(String text) {
    Matcher single = SINGLE_NAME.matcher(text);
    if (single.matches()) {
      Variable variable = variables.get(single.group(1));
      Object raw = variable == null ? "" : variable.value();
      if (raw == null || Python.isNumber(raw)) {
        trace.value(single.group(1));
        return raw;
      }
    }
    return templates.render(text, this);
  }
}
