package io.github.kubesprayoffline.play.walk;

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
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a host at a task, by Ansible's precedence. What is rendered is kept with the
 * host for as long as all names in it mean the same.
 */
final class Evaluation implements Scope {

  private static final Pattern SINGLE_NAME = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}\n?");

  private final World world;
  private final @Nullable PlayRun play;
  private final Surroundings at;
  private final Visit visit;
  private final Map<String, Variable> own = new HashMap<>();
  private final Functions functions;
  private final Map<String, Rendered> here = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private boolean isChangedByTemplates;
  private Reading reading = new Reading(null);

  /** What is read while something is rendered. */
  private static final class Reading {
    private final @Nullable Reading outer;
    private final Map<String, @Nullable Variable> uses = new HashMap<>();
    private boolean isGuess;
    private boolean isFleeting;

    Reading(@Nullable Reading outer) {
      this.outer = outer;
    }

    void add(Rendered part) {
      uses.putAll(part.uses());
      isGuess |= part.isGuess();
    }
  }

  Evaluation(World world, @Nullable PlayRun play, Surroundings at, Visit visit) {
    this.world = world;
    this.play = play;
    this.at = at;
    this.visit = visit;
    this.functions =
        new Functions(this, new LazyNames(this::has, this::names), new FileLookups(this).all());
  }

  World world() {
    return world;
  }

  @Nullable PlayRun play() {
    return play;
  }

  Surroundings at() {
    return at;
  }

  Visit visit() {
    return visit;
  }

  HostState host() {
    return visit.host();
  }

  /** Gives a name a value that wins against all others: an item of a loop. */
  void set(String name, @Nullable Object value, boolean isGuess) {
    Variable variable = World.variable(name, value);
    own.put(name, isGuess ? world.guess(variable) : variable);
    here.clear();
  }

  /** Takes over what another evaluation gave a name. */
  void copy(String name, Evaluation other) {
    Variable variable = other.own.get(name);
    if (variable != null) {
      own.put(name, variable);
    }
  }

  /** The names that {@link #set} gave a value. */
  Variables ownVariables() {
    Variables all = new Variables();
    own.values().forEach(all::add);
    return all;
  }

  /** Forgets what was read so far; {@link #isGuess} tells about what is read from here on. */
  void begin() {
    reading = new Reading(null);
  }

  /** Whether what was read hangs on what only a run can tell. */
  boolean isGuess() {
    return reading.isGuess;
  }

  /** Says that what is being rendered hangs on more than variables. */
  void markFleeting(boolean isGuess) {
    reading.isFleeting = true;
    reading.isGuess |= isGuess;
  }

  @Override
  public Budget budget() {
    return world.budget();
  }

  /** The strongest variable of a name; null where there is none. */
  @Nullable Variable find(String name) {
    Variable found = own.get(name);
    if (found == null) {
      found = special(name);
    }
    if (found == null) {
      found = world.magic(host(), name);
    }
    if (found == null) {
      found = world.extraVars().get(name);
    }
    return found != null ? found : findGiven(name);
  }

  private @Nullable Variable special(String name) {
    return switch (name) {
      case "hostvars", "ansible_facts", "vars" -> Magic.map(name, this);
      case "ansible_play_hosts",
          "ansible_play_hosts_all",
          "ansible_play_batch",
          "play_hosts",
          "role_name",
          "ansible_role_name",
          "role_path",
          "ansible_search_path",
          "ansible_parent_role_names",
          "ansible_play_role_names",
          "ansible_role_names",
          "ansible_dependent_role_names" ->
          Magic.ofPlay(name, this);
      default -> null;
    };
  }

  private @Nullable Variable findGiven(String name) {
    Variable found = first(at.params(), name);
    RoleScope role = at.role();
    if (found == null && role != null) {
      found = role.params().get(name);
    }
    if (found == null && !visit.isReal()) {
      found = host().maybe().get(name);
    }
    if (found == null) {
      found = host().settings().get(name);
    }
    if (found == null) {
      found = host().included().get(name);
    }
    if (found == null) {
      found = first(at.vars(), name);
    }
    return found != null ? found : findWritten(name, role);
  }

  private @Nullable Variable findWritten(String name, @Nullable RoleScope role) {
    Variable found = role == null ? null : role.vars().get(name);
    if (found == null && play != null) {
      found = play.roleVars().get(name);
      found = found != null ? found : play.vars().get(name);
    }
    if (found == null) {
      found = host().facts().get(name);
    }
    if (found == null) {
      found = world.inventory(host()).get(name);
    }
    if (found == null && role != null) {
      found = role.defaults().get(name);
    }
    return found != null || play == null ? found : play.roleDefaults().get(name);
  }

  private static @Nullable Variable first(List<Variables> layers, String name) {
    for (Variables layer : layers) {
      Variable found = layer.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The names of all variables. */
  private Set<String> names() {
    markFleeting(false);
    Set<String> names = new LinkedHashSet<>(own.keySet());
    names.addAll(world.extraVars().names());
    at.params().forEach(each -> names.addAll(each.names()));
    names.addAll(host().settings().keySet());
    names.addAll(host().included().keySet());
    at.vars().forEach(each -> names.addAll(each.names()));
    RoleScope role = at.role();
    if (role != null) {
      names.addAll(role.vars().names());
      names.addAll(role.defaults().names());
    }
    if (play != null) {
      names.addAll(play.vars().names());
      names.addAll(play.roleVars().names());
      names.addAll(play.roleDefaults().names());
    }
    names.addAll(host().facts().keySet());
    names.addAll(world.inventory(host()).names());
    return names;
  }

  /** Whether there is a variable of a name. */
  boolean has(String name) {
    Variable found = find(name);
    note(name, found);
    return found != null;
  }

  private void note(String name, @Nullable Variable found) {
    world.note(name);
    reading.uses.put(name, found);
    reading.isGuess |= found != null && world.isGuess(found);
  }

  @Override
  public @Nullable Object resolve(String name) {
    Variable variable = find(name);
    note(name, variable);
    if (variable == null) {
      return functions.resolve(name);
    }
    if (variable.isPlain()) {
      return safe(variable.value());
    }
    Rendered known = known(name, variable);
    if (known == null) {
      return safe(evaluate(variable));
    }
    reading.add(known);
    return safe(known.value());
  }

  /** From here on, templates get copies, as they change what they get. */
  void copyValues() {
    isChangedByTemplates = true;
  }

  private @Nullable Object safe(@Nullable Object value) {
    return isChangedByTemplates ? Copies.of(value) : value;
  }

  @Override
  public @Nullable Object choose(List<?> items) {
    return items.isEmpty() ? null : items.get(0);
  }

  private @Nullable Rendered known(String name, Variable variable) {
    Rendered known = here.get(name);
    if (known != null) {
      return known;
    }
    for (Rendered each : host().rendered(name)) {
      if (each.of() == variable && meansTheSame(each)) {
        here.put(name, each);
        return each;
      }
    }
    return null;
  }

  private boolean meansTheSame(Rendered value) {
    for (Map.Entry<String, @Nullable Variable> use : value.uses().entrySet()) {
      if (find(use.getKey()) != use.getValue()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object evaluate(Variable variable) {
    if (!open.add(variable.name())) {
      throw new EvaluationException(
          "recursive loop: %s -> %s".formatted(String.join(" -> ", open), variable.name()));
    }
    world.budget().enter();
    Reading inner = new Reading(reading);
    reading = inner;
    try {
      Object value = render(variable);
      Rendered made = new Rendered(variable, value, inner.uses, inner.isGuess);
      here.put(variable.name(), made);
      if (!inner.isFleeting) {
        host().keep(variable.name(), made);
      }
      return value;
    } finally {
      Reading outer = inner.outer == null ? new Reading(null) : inner.outer;
      outer.uses.putAll(inner.uses);
      outer.isGuess |= inner.isGuess;
      outer.isFleeting |= inner.isFleeting;
      reading = outer;
      world.budget().leave();
      open.remove(variable.name());
    }
  }

  private @Nullable Object render(Variable variable) {
    try {
      return renderAny(variable.value());
    } catch (UndefinedException e) {
      return Undefined.of("%s: %s".formatted(variable, e.getMessage()));
    } catch (EvaluationException e) {
      throw new EvaluationException("%s: %s".formatted(variable, e.getMessage()), e);
    }
  }

  /**
   * Renders a value and all that is in it.
   *
   * @throws EvaluationException if it cannot be rendered, or uses what is not defined
   */
  @Nullable Object renderAny(@Nullable Object value) {
    if (value instanceof String text) {
      return Templates.isTemplate(text) ? renderText(text) : text;
    }
    if (value instanceof Text.Vaulted) {
      return value;
    }
    if (value instanceof Tuple tuple) {
      return Tuple.copyOf(renderAll(tuple));
    }
    if (value instanceof List<?> list) {
      return renderAll(list);
    }
    if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
      world.budget().makeEntries(map.size());
      Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, item) -> all.put(key, renderAny(item)));
      return all;
    }
    return value;
  }

  private List<@Nullable Object> renderAll(List<?> list) {
    world.budget().makeItems(list.size());
    List<@Nullable Object> all = new ArrayList<>();
    list.forEach(item -> all.add(renderAny(item)));
    return all;
  }

  private @Nullable Object renderText(String text) {
    Matcher single = SINGLE_NAME.matcher(text);
    if (single.matches()) {
      Variable variable = find(single.group(1));
      Object raw = variable == null ? "" : variable.value();
      if (raw == null || Python.isNumber(raw)) {
        note(single.group(1), variable);
        return raw;
      }
    }
    return world.templates().render(text, this);
  }

  /** A value as text; empty for nothing. */
  String renderToText(@Nullable Object value) {
    Object rendered = renderAny(value);
    return rendered == null ? "" : Python.str(rendered);
  }
}
