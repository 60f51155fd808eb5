package io.github.kubesprayoffline.ansible.value;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the work and the memory that templates, variables and inventories of one request can
 * cause, so that a hostile one ends in an error, soon. Every item and text is charged by its size,
 * before it is touched or made. What an evaluation makes counts as in use until the evaluation
 * ends; then only its result does.
 */
public final class Budget {

  /** The longest text that a template may make, in characters. */
  public static final int MAX_TEXT = 16 << 20;

  /** The longest list or map that a template may make. */
  public static final int MAX_ITEMS = 1 << 20;

  /** A list's slot with a small value in it, as a rule of thumb. */
  private static final int ITEM_BYTES = 32;

  /** What any text, list or map needs beside its content. */
  private static final int VALUE_BYTES = 64;

  /** Characters are read and copied so much faster than an expression is evaluated. */
  private static final int CHARS_PER_STEP = 16;

  /** Evaluating a real tree takes some ten thousand steps for a host. */
  private static final long STEPS = 4_000_000;

  private static final long STEPS_PER_HOST = 200_000;

  /** A few seconds of work, however many hosts there are. */
  private static final long MAX_STEPS = 32_000_000;

  /** A walk through a real tree with everything on takes some fifteen millions for three hosts. */
  private static final long WALK_STEPS = 300_000_000;

  private static final long WALK_BYTES = 256L << 20;

  /** Leaves room in a heap of 512 MiB. */
  private static final long MAX_BYTES = 128L << 20;

  /** A real tree nests its variables about fifteen deep. */
  private static final int MAX_DEPTH = 120;

  /** From so many on, it may be their number that is too much, and not what a template does. */
  private static final int MANY_HOSTS = 100;

  private static final Budget UNBOUNDED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, 0);

  private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

  private final long maxSteps;
  private final long maxBytes;
  private final int hosts;
  private long steps;
  private long held;
  private long made;
  private int depth;

  private Budget(long maxSteps, long maxBytes, int hosts) {
    this.maxSteps = maxSteps;
    this.maxBytes = maxBytes;
    this.hosts = hosts;
  }

  /**
   * A budget for a request that evaluates as many hosts; it does not grow without end with them.
   */
  public static Budget forHosts(int hosts) {
    return new Budget(Math.min(MAX_STEPS, STEPS + STEPS_PER_HOST * hosts), MAX_BYTES, hosts);
  }

  /** A budget for a walk through all plays of a tree, which renders each of its templates. */
  public static Budget forWalk() {
    return new Budget(WALK_STEPS, WALK_BYTES, 0);
  }

  /** The budget of the evaluation that runs in this thread; one without bounds where none does. */
  public static Budget current() {
    Budget bound = CURRENT.get();
    return bound == null ? UNBOUNDED : bound;
  }

  /** Runs an evaluation whose work and memory are charged to this budget. */
  public <T> T charge(Supplier<T> evaluation) {
    Budget before = CURRENT.get();
    long madeBefore = made;
    CURRENT.set(this);
    try {
      return evaluation.get();
    } finally {
      CURRENT.set(before);
      made = madeBefore;
    }
  }

  /** Charges one evaluation. */
  public void step() {
    items(1);
  }

  /** Charges the work of touching as many items. */
  public void items(long count) {
    if (this == UNBOUNDED) {
      return;
    }
    if (count > maxSteps - steps) {
      steps = maxSteps;
      throw new EvaluationException(
          "the templates need more than %d evaluations%s".formatted(maxSteps, wayOut()));
    }
    steps += Math.max(0, count);
  }

  private String wayOut() {
    return hosts < MANY_HOSTS
        ? ""
        : " for %d hosts. Each host is evaluated by itself that has a value of its own for what is downloaded: give such values to groups, or build for a part of the hosts"
            .formatted(hosts);
  }

  /** Charges the work of reading or copying as many characters. */
  public void chars(long count) {
    items(1 + count / CHARS_PER_STEP);
  }

  /** Charges a text before it is made. */
  public void makeText(long length) {
    checkText(length);
    chars(length);
    make(VALUE_BYTES + 2 * length);
  }

  /** Refuses a text that is too long. */
  static void checkText(long length) {
    if (length > MAX_TEXT) {
      throw new EvaluationException("a text of %d characters is too long".formatted(length));
    }
  }

  /** Charges a list before it is made. */
  public void makeItems(long size) {
    if (size > MAX_ITEMS) {
      throw new EvaluationException("a list of %d items is too long".formatted(size));
    }
    items(1 + size);
    make(VALUE_BYTES + ITEM_BYTES * Math.max(0, size));
  }

  /** Charges a map before it is made; an entry is about as large as two items of a list. */
  public void makeEntries(long size) {
    makeItems(2 * size);
  }

  /** Charges the memory of something before it is made. */
  public void make(long bytes) {
    if (this != UNBOUNDED) {
      requireRoom(bytes);
      made += Math.max(0, bytes);
    }
  }

  /** Charges memory that stays in use until it is released. */
  public void hold(long bytes) {
    if (this != UNBOUNDED) {
      requireRoom(bytes);
      held += Math.max(0, bytes);
    }
  }

  private void requireRoom(long bytes) {
    if (bytes > maxBytes - held - made) {
      throw new EvaluationException(
          "the values that templates make and files hold need more than %d MiB"
              .formatted(maxBytes >> 20));
    }
  }

  /** Runs what would hold memory, within an evaluation: what it held counts as made. */
  public <T> T making(Supplier<T> holding) {
    long before = held;
    try {
      return holding.get();
    } finally {
      made += held - before;
      held = before;
    }
  }

  /** Gives memory back that was held. */
  public void release(long bytes) {
    held = Math.max(0, held - bytes);
  }

  /** The steps that were charged so far. */
  public long steps() {
    return steps;
  }

  /** The bytes that are held. */
  public long held() {
    return held;
  }

  /** Runs an evaluation of which only the result stays in use, and is held from now on. */
  public @Nullable Object keep(Supplier<@Nullable Object> evaluation) {
    long before = made;
    return charge(
        () -> {
          Object result = evaluation.get();
          long bytes = size(result, made - before, 0);
          made = before;
          hold(bytes);
          return result;
        });
  }

  /** The size of a value, or the limit where it is larger: no more can be new. */
  private static long size(@Nullable Object value, long limit, int depth) {
    if (value == null || limit <= 0) {
      return 0;
    }
    if (depth > MAX_DEPTH) {
      return limit;
    }
    long size = VALUE_BYTES;
    if (value instanceof String || value instanceof Text) {
      size += 2L * value.toString().length();
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        size += ITEM_BYTES + size(item, limit - size, depth + 1);
        if (size >= limit) {
          break;
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      size += 2L * ITEM_BYTES * map.size();
      for (Object item : size < limit ? map.values() : List.of()) {
        size += size(item, limit - size, depth + 1);
        if (size >= limit) {
          break;
        }
      }
    }
    return Math.min(size, limit);
  }

  /** Goes one variable deeper. */
  public void enter() {
    if (++depth > MAX_DEPTH) {
      depth--;
      throw new EvaluationException(
          "variables refer to each other more than %d deep".formatted(MAX_DEPTH));
    }
  }

  /** Comes back from one variable. */
  public void leave() {
    depth--;
  }
}
