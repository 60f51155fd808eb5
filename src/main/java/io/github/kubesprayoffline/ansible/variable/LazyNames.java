package io.github.kubesprayoffline.ansible.variable;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The names of all variables; who looks for one in them reads that one only. */
public final class LazyNames extends AbstractCollection<String> {

  private final Predicate<String> has;
  private final Supplier<? extends Collection<String>> all;

  /**
   * Names that are asked for when they are needed.
   *
   * @param has whether there is one
   * @param all of them, in order
   */
  public LazyNames(Predicate<String> has, Supplier<? extends Collection<String>> all) {
    this.has = has;
    this.all = all;
  }

  @Override
  public boolean contains(Object name) {
    return has.test(String.valueOf(name));
  }

  @Override
  public Iterator<String> iterator() {
    return all.get().iterator();
  }

  @Override
  public int size() {
    return all.get().size();
  }
}
