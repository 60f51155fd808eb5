package io.github.kubesprayoffline.ansible.value;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the work and the memory that templates, variables and inventories of one request can
 * cause, so that a hostile one ends in an error, soon. Every item and text is charged by its size,
 * before it is touched or made.
 */
public final class Budget {

  /** The longest text that a template may make, in characters. */
  public static final int MAX_TEXT = 16 << 20;

  /** The longest list or map that a template may make. */
  public static final int MAX_ITEMS = 1 << 20;

  /** A list's slot with a small value in it, as a rule of thumb. */
  private static final int ITEM_BYTES = 32;

  private static final int TEXT_BYTES = 64;

  /** Characters are read and copied so much faster than an expression is evaluated. */
  private static final int CHARS_PER_STEP = 64;

  /** Evaluating a real tree takes some ten thousand steps for a host. */
  private static final long STEPS = 4_000_000;

  private static final long STEPS_PER_HOST = 200_000;

  /** A few seconds of work, however many hosts there are. */
  private static final long MAX_STEPS = 32_000_000;

  /** Leaves room in a heap of 512 MiB. */
  private static final long MAX_LIVE = 128L << 20;

  /** A real tree nests its variables about fifteen deep. */
  private static final int MAX_DEPTH = 120;

  private static final Budget UNBOUNDED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

  private final long maxSteps;
  private final long maxLive;
  private long steps;
  private long live;
  private int depth;

  private Budget(long maxSteps, long maxLive) {
    this.maxSteps = maxSteps;
    this.maxLive = maxLive;
  }

  /**
   * A budget for a request that evaluates as many hosts; it does not grow without end with them.
   */
  public static Budget forHosts(int hosts) {
    return new Budget(Math.min(MAX_STEPS, STEPS + STEPS_PER_HOST * hosts), MAX_LIVE);
  }

  /** The budget of the evaluation that runs in this thread; one without bounds where none does. */
  public static Budget current() {
    Budget bound = CURRENT.get();
    return bound == null ? UNBOUNDED : bound;
  }

  /** Runs an evaluation whose work and memory are charged to this budget. */
  public <T> T charge(Supplier<T> evaluation) {
    Budget before = CURRENT.get();
    if (before == this) {
      return evaluation.get();
    }
    CURRENT.set(this);
    try {
      return evaluation.get();
    } finally {
      CURRENT.set(before);
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
          "the templates need more than %d evaluations".formatted(maxSteps));
    }
    steps += Math.max(0, count);
  }

  /** Charges the work of reading or copying as many characters. */
  public void chars(long count) {
    items(1 + count / CHARS_PER_STEP);
  }

  /** Charges a text before it is made. */
  public void makeText(long length) {
    if (length > MAX_TEXT) {
      throw new EvaluationException("a text of %d characters is too long".formatted(length));
    }
    chars(length);
    hold(TEXT_BYTES + 2 * Math.max(0, length));
  }

  /** Charges a list or map before it is made. */
  public void makeItems(long size) {
    if (size > MAX_ITEMS) {
      throw new EvaluationException("a list of %d items is too long".formatted(size));
    }
    items(1 + size);
    hold(TEXT_BYTES + ITEM_BYTES * Math.max(0, size));
  }

  /** Charges memory that stays in use until it is released. */
  public void hold(long bytes) {
    if (this == UNBOUNDED) {
      return;
    }
    if (bytes > maxLive - live) {
      throw new EvaluationException(
          "values and templates need more than %d MiB of memory".formatted(maxLive >> 20));
    }
    live += Math.max(0, bytes);
  }

  /** Gives memory back that was held. */
  public void release(long bytes) {
    live = Math.max(0, live - bytes);
  }

  /** The bytes that are held. */
  public long held() {
    return live;
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
